package loadtest.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set, read once and typed. What is optional and unset is empty; what is set is valid.
 * {@code reference.conf} lists each setting with its default and its variable.
 */
public record Settings(
        Run run,
        Watching watching,
        Comparing comparing,
        AgentApi agent,
        Vouchers vouchers,
        Campaign campaign,
        Servers servers,
        Supabase supabase,
        Seed seed) {

    /**
     * What to run, where to, and where its results go. An empty {@code scenarios} means all; {@code simulation} may be
     * {@code *}; {@code faults} is a plan of what goes wrong in the stand-in; {@code stagingPattern} is a regular
     * expression for whole host names, in place of the words that the guard knows.
     */
    public record Run(
            String profile,
            String simulation,
            List<String> scenarios,
            Path outputDir,
            Optional<Path> outputFile,
            Map<String, Secret> staticHeaders,
            Optional<Secret> bridgeSecret,
            Share share,
            Optional<Path> faults,
            List<String> confirmedTargets,
            Optional<String> stagingPattern) {}

    /**
     * What is shown while a run goes: {@code live} serves a page on loopback, at {@code livePort} if that is free;
     * {@code debug} shows stack traces.
     */
    public record Watching(boolean live, int livePort, boolean debug) {}

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
            int rateLimitPerMinute) {}

    /** How voucher previews are told apart. */
    public record Vouchers(String idempotencyHeader, Optional<String> idempotencyPrefix) {}

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
            boolean responseLogPhones) {}

    /**
     * The servers that scenarios load, by the variables that their files name. Only the guarded target makes addresses
     * to call of these.
     *
     * @param addresses those that are set
     * @param bearers the tokens that are set
     * @param headers the names of the headers that carry them
     */
    public record Servers(Map<String, URI> addresses, Map<String, Secret> bearers, Map<String, String> headers) {}

    /** The database and auth server underneath the voucher platform; {@code metricsEvery} is whole seconds. */
    public record Supabase(
            Optional<URI> url,
            Optional<Secret> serviceRoleKey,
            Optional<Database> database,
            Optional<URI> metricsUrl,
            Optional<Duration> metricsEvery) {

        /** The service key, if it may go to this address: to the project's own server alone, and encrypted off loopback. */
        public Optional<Secret> keyFor(URI address) {
            var itsOwn = url.filter(project -> WebAddress.sameOrigin(project, address))
                    .isPresent();
            var unseen = "https".equalsIgnoreCase(address.getScheme()) || TargetGuard.isLoopback(address.getHost());
            return serviceRoleKey.filter(key -> itsOwn && unseen);
        }

        /**
         * The service key for the project itself.
         *
         * @throws BadInput if it would travel unencrypted
         */
        public Optional<Secret> ownKey() {
            var key = url.flatMap(this::keyFor);
            if (url.isPresent() && serviceRoleKey.isPresent() && key.isEmpty()) {
                throw new BadInput("SUPABASE_URL: " + url.get().getHost() + " over plain http: the service key goes"
                        + " there over https alone; nothing was sent");
            }
            return key;
        }
    }

    /**
     * What the seeder writes; an empty {@code anchor} is the start of the current UTC day. {@code confirmRemove} is the
     * host of the database whose fixtures may be removed.
     */
    public record Seed(
            Path summaryPath,
            Optional<Secret> userPassword,
            Optional<Instant> anchor,
            Optional<String> confirmRemove) {}

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
     * Reads the settings from the given variables alone.
     *
     * @param variables by name, as in the environment; names that are no settings are ignored
     * @throws BadInput naming the variable, for a value that is not of its form
     */
    public static Settings of(Map<String, String> variables) {
        // The origin of each value is its variable, so that a wrong one can be named.
        var origins = new HashMap<String, Object>();
        variables.forEach((name, value) -> origins.put(name, ConfigValueFactory.fromAnyRef(value, name)));
        var options = ConfigResolveOptions.defaults().setUseSystemEnvironment(false);
        var config = ConfigFactory.parseResources(Settings.class.getClassLoader(), "reference.conf")
                .withFallback(ConfigValueFactory.fromMap(origins))
                .resolve(options)
                .getConfig("loadtest");
        return new Settings(
                run(config),
                watching(config),
                comparing(config),
                agent(config),
                vouchers(config),
                campaign(config),
                servers(config),
                supabase(config),
                seed(config));
    }

    private static Run run(Config config) {
        var run = new Reader(config.getConfig("run"));
        return new Run(
                run.text("profile").orElseThrow(),
                run.text("simulation").orElseThrow(),
                run.list("scenarios"),
                run.path("outputDir").orElseThrow(),
                run.path("outputFile"),
                StaticHeaders.parse(run.name("staticHeaders"), run.text("staticHeaders")),
                run.headerSecret("bridgeSecret"),
                Share.parse(run.name("share"), run.text("share").orElseThrow()),
                run.path("faults"),
                run.list("confirmTarget"),
                run.pattern("stagingPattern"));
    }

    private static Watching watching(Config config) {
        var watching = new Reader(config.getConfig("watching"));
        return new Watching(watching.flag("live"), watching.wholeNumber("livePort", 0, 65_535), watching.flag("debug"));
    }

    private static Comparing comparing(Config config) {
        var comparing = new Reader(config.getConfig("comparing"));
        return new Comparing(
                comparing.text("baseline"),
                comparing.flag("gates"),
                comparing.wholeNumber("tolerancePercent", 0, 1_000),
                comparing.wholeNumber("toleranceMillis", 0, 60_000));
    }

    private static AgentApi agent(Config config) {
        var agent = new Reader(config.getConfig("agent"));
        return new AgentApi(
                agent.text("email"),
                agent.secret("password"),
                agent.text("orgSlug"),
                agent.text("engagementId"),
                agent.headerSecret("bearerToken"),
                agent.flag("tokenReuse"),
                agent.path("personaFile"),
                agent.wholeNumber("rateLimitPerMinute", 1, 1_000_000));
    }

    private static Vouchers vouchers(Config config) {
        var voucher = new Reader(config.getConfig("voucher"));
        return new Vouchers(voucher.headerName("idempotencyHeader"), voucher.headerValue("idempotencyPrefix"));
    }

    private static Campaign campaign(Config config) {
        var campaign = new Reader(config.getConfig("campaign"));
        return new Campaign(
                campaign.text("campaignId"),
                campaign.wholeNumber("batchSize", 1, 1_000),
                campaign.wholeNumber("targetsPerMinute", 1, 1_000_000),
                campaign.wholeNumber("maxInFlight", 1, 100_000),
                campaign.text("sandboxNumber"),
                campaign.secret("sandboxToken"),
                campaign.path("responseLog"),
                campaign.flag("responseLogPhones"));
    }

    private static Servers servers(Config config) {
        var servers = config.getConfig("servers");
        var bases = new Reader(servers.getConfig("bases"));
        var urls = new Reader(servers.getConfig("urls"));
        var bearers = new Reader(servers.getConfig("bearers"));
        var headers = new Reader(servers.getConfig("headers"));
        var addresses = new HashMap<>(bases.each(bases::base));
        addresses.putAll(urls.each(urls::url));
        return new Servers(
                addresses,
                bearers.each(bearers::headerSecret),
                headers.each(name -> Optional.of(headers.headerName(name))));
    }

    private static Supabase supabase(Config config) {
        var supabase = new Reader(config.getConfig("supabase"));
        var authority = supabase.path("dbCaFile");
        if (authority.isPresent() && !Files.isReadable(authority.get())) {
            throw BadInput.in(supabase.name("dbCaFile"), authority.get(), "a PEM file that can be read");
        }
        var database = supabase.secret("dbUrl").map(url -> Database.parse(supabase.name("dbUrl"), url));
        return new Supabase(
                supabase.base("url"),
                supabase.key("serviceRoleKey"),
                authority.isPresent() ? database.map(found -> found.verifiedBy(authority.get())) : database,
                supabase.url("metricsUrl"),
                supabase.seconds("metricsEvery", 1, 3_600));
    }

    private static Seed seed(Config config) {
        var seed = new Reader(config.getConfig("seed"));
        var anchor = seed.text("anchor").map(value -> TimeStamp.of(value)
                .orElseThrow(() -> BadInput.in(seed.name("anchor"), value, "an instant such as 2030-01-31T00:00:00Z")));
        return new Seed(
                seed.path("summaryPath").orElseThrow(),
                seed.secret("userPassword"),
                anchor,
                seed.text("confirmRemove"));
    }
}
