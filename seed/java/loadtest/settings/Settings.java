package loadtest.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be set, read once and typed. What is optional and unset is empty; what is set is valid.
 * {@code reference.conf} lists each setting with its default and its variable.
 */
public record Settings(
        Run run,
        Watching watching,
        Comparing comparing,
        Tracing tracing,
        AgentApi agent,
        Vouchers vouchers,
        Campaign campaign,
        Servers servers,
        Supabase supabase,
        Seed seed,
        Network network) {

    /**
     * What to run, where to, and where its results go. An empty {@code scenarios} means all; {@code simulation} may be
     * {@code *}; {@code group} names the run that several machines share; {@code startAt} is when its load begins;
     * {@code length} is how long a load goes on that may have any length; {@code faults} is a plan of what goes wrong in
     * the stand-in; {@code stagingPattern} is a regular expression for whole host names, in place of the words that the
     * guard knows.
     */
    public record Run(
            String profile,
            Optional<Duration> length,
            String simulation,
            List<String> scenarios,
            Path outputDir,
            Optional<Path> outputFile,
            Map<String, Secret> staticHeaders,
            Optional<Secret> bridgeSecret,
            Share share,
            Optional<String> group,
            Optional<Instant> startAt,
            Optional<Path> faults,
            List<String> confirmedTargets,
            Optional<String> stagingPattern) {
        private Run with(Optional<Secret> otherBridgeSecret) {
            return new Run(
                    profile,
                    length,
                    simulation,
                    scenarios,
                    outputDir,
                    outputFile,
                    staticHeaders,
                    otherBridgeSecret,
                    share,
                    group,
                    startAt,
                    faults,
                    confirmedTargets,
                    stagingPattern);
        }
    }

    /**
     * What is shown while a run goes: {@code live} is a page on loopback, at {@code livePort} if that is free;
     * {@code debug} shows stack traces.
     */
    public record Watching(LivePage live, int livePort, boolean engine, boolean debug) {}

    /**
     * What a run is compared with: a summary, a run's folder or {@code latest}. What is worse by no more than
     * {@code tolerancePercent} of the baseline, or by no more than {@code toleranceMillis}, is no regression;
     * {@code gates} says whether one fails the run.
     */
    public record Comparing(Optional<String> baseline, boolean gates, int tolerancePercent, int toleranceMillis) {}

    /** The accounts that call the agent API. */
    public record AgentApi(
            Optional<String> email,
            Optional<Secret> password,
            Optional<String> orgSlug,
            Optional<String> engagementId,
            Optional<Secret> bearerToken,
            boolean tokenReuse,
            Optional<Path> personaFile,
            int rateLimitPerMinute) {
        private AgentApi with(Optional<String> otherOrgSlug) {
            return new AgentApi(
                    email,
                    password,
                    otherOrgSlug,
                    engagementId,
                    bearerToken,
                    tokenReuse,
                    personaFile,
                    rateLimitPerMinute);
        }
    }

    /**
     * The idempotency keys of voucher previews, and the {@code documents} that a preview promises, where they are others
     * than the scenario's file says; {@code randomAmount} previews other amounts than the seeded ones.
     */
    public record Vouchers(
            String idempotencyHeader,
            Optional<String> idempotencyPrefix,
            Optional<Set<VoucherDocument>> documents,
            boolean randomAmount) {}

    /**
     * The campaign dispatcher; {@code batchSize} is in targets, the throttle is passed through to the dispatcher.
     * {@code responseLogPhones} keeps phone numbers in the response log as they are.
     */
    public record Campaign(
            Optional<String> campaignId,
            int batchSize,
            int targetsPerMinute,
            int maxInFlight,
            Optional<String> sandboxNumber,
            Optional<Secret> sandboxToken,
            Optional<Path> responseLog,
            boolean responseLogPhones,
            Dispatching dispatching) {
        /** Whether batches name a sandbox, or a part of one. */
        public boolean isSandboxed() {
            return sandboxNumber.isPresent() || sandboxToken.isPresent();
        }
    }

    /**
     * What the seeder writes; an empty {@code anchor} is the start of the current UTC day. {@code confirmRemove} is the
     * host of the database whose fixtures may be removed.
     */
    public record Seed(
            Path summaryPath, Optional<Secret> userPassword, Optional<Instant> anchor, Optional<String> confirmRemove) {
        private Seed at(Path otherSummaryPath) {
            return new Seed(otherSummaryPath, userPassword, anchor, confirmRemove);
        }
    }

    /**
     * Reads the settings of this process from the environment and the {@code .env} of the project.
     *
     * @throws BadInput naming the variable, for a value that is not of its form
     */
    public static Settings load() {
        return of(Variables.of(ProjectFolder.path())).inForce();
    }

    /** Makes these the settings of this process: from now on their secrets are masked, and {@code debug} counts. */
    public Settings inForce() {
        Mask.of(this).use();
        if (watching.debug()) {
            Failure.showTraces(true);
        }
        return this;
    }

    /**
     * The same for a target that is known only later, such as the stand-in: what names a target is taken from the other
     * settings, all else stays as it was parsed.
     */
    public Settings aimedAt(Settings target) {
        return new Settings(
                run.with(target.run.bridgeSecret),
                watching,
                comparing,
                tracing,
                agent.with(target.agent.orgSlug),
                vouchers,
                campaign,
                target.servers,
                target.supabase.every(supabase.metricsEvery()),
                seed.at(target.seed.summaryPath),
                network);
    }

    /**
     * Reads the settings from the given variables alone.
     *
     * @param variables by name, as in the environment; names that are no settings are ignored
     * @throws BadInput naming the variable, for a value that is not of its form
     */
    public static Settings of(Map<String, String> variables) {
        return SettingsParser.parse(variables);
    }
}
