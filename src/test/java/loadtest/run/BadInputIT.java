package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.target.Scenarios;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever can be known to be wrong is said in one line before anything is sent, so that runs do not meet. */
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {
    private static final Workload ANY = Workload.simplest();
    private static final int EVERYTHING_IS_WRONG = 1;
    private static final int THIS_ONE_CANNOT_RUN = 2;

    /** Nothing listens here; no test gets as far as to notice, but the one that is about it. */
    private static final Map<String, String> AGENT_API = Map.of(
            "PERF_BASE_URL", "http://127.0.0.1:9",
            "PERF_ORG_SLUG", "demo",
            "PERF_EMAIL", "a@example.com",
            "PERF_PASSWORD", "canary-password");

    @Test
    void unknownProfile() throws Exception {
        var run = smoke().property("profile", "nope").run();
        assertRefused(
                run, EVERYTHING_IS_WRONG, "-Dprofile: found 'nope'; valid: local, ci, ramp, soak, capacity, spike");
    }

    @Tag("more-runs")
    @Test
    void unknownScenario() throws Exception {
        var run = smoke().with("PERF_SCENARIOS", ANY.id() + ",nope").run();
        assertRefused(
                run,
                EVERYTHING_IS_WRONG,
                "PERF_SCENARIOS: found 'nope'; valid: "
                        + String.join(", ", Scenarios.onClassPath().ids()));
    }

    @Tag("more-runs")
    @Test
    void simulationAndScenariosExcludeEachOther() throws Exception {
        var run = smoke().property("simulation", ANY.simulationName())
                .with("PERF_SCENARIOS", "agent_journeys")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "yet -Dsimulation names it");
    }

    @Tag("more-runs")
    @Test
    void staticHeadersAreNotJson() throws Exception {
        var run = smoke().with("PERF_STATIC_HEADERS", "x-key: canary-password").run();
        assertRefused(run, EVERYTHING_IS_WRONG, "PERF_STATIC_HEADERS: not a JSON object");
    }

    @Tag("more-runs")
    @Test
    void faultsAreForTheStandIn() throws Exception {
        var run = smoke().with("PERF_STANDIN_FAULTS", "incident.conf").run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "PERF_STANDIN_FAULTS (or -Dfaults) is incident.conf", "PERF_BASE_URL");
    }

    @Tag("more-runs")
    @Test
    void addressWithoutScheme() throws Exception {
        var run = smoke().with("PERF_BASE_URL", "staging.example.com").run();
        assertRefused(run, EVERYTHING_IS_WRONG, "PERF_BASE_URL: found 'staging.example.com'");
    }

    @Tag("more-runs")
    @Test
    void personaFileIsMissing() throws Exception {
        var run = reachable().with("PERF_PERSONA_FILE", "nobody.csv").run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "PERF_PERSONA_FILE: found 'nobody.csv'");
    }

    @Tag("more-runs")
    @Test
    void personaFileIsEmpty() throws Exception {
        var run = personas("email,password,orgSlug,engagementId\n").run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "no account in it");
    }

    @Tag("more-runs")
    @Test
    void personaFileLacksAColumn() throws Exception {
        var run = personas("email,password,engagementId\na@example.com,canary-password,e\n")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "no column 'orgSlug'");
    }

    @Tag("more-runs")
    @Test
    void aSecretIsOfTwoLines() throws Exception {
        var run = smoke().with("PERF_BEARER_TOKEN", "canary-password\ncanary-password")
                .run();
        assertRefused(run, EVERYTHING_IS_WRONG, "PERF_BEARER_TOKEN: character 16 is U+000A, which cannot be seen");
    }

    @Tag("more-runs")
    @Test
    void aPasswordOfTheAccountsHoldsAZeroWidthSpace() throws Exception {
        var run = personas("email,password,orgSlug,engagementId\na@example.com,canary-password\u200b,o,e\n")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "line 2 password: character 16 is U+200B");
    }

    @Tag("more-runs")
    @Test
    void theIdempotencyPrefixIsOfTwoLines() throws Exception {
        var run = smoke().with("PERF_IDEMPOTENCY_PREFIX", "a\r\nx-injected: b").run();
        assertRefused(run, EVERYTHING_IS_WRONG, "PERF_IDEMPOTENCY_PREFIX: character 2 is U+000D");
    }

    @Tag("more-runs")
    @Test
    void aHeaderIsTheClientsOwn() throws Exception {
        var run = redeems().with("PERF_STATION_AUTH_HEADER", "Content-Length").run();
        assertRefused(run, EVERYTHING_IS_WRONG, "PERF_STATION_AUTH_HEADER: found 'Content-Length'; valid: ");
    }

    @Tag("more-runs")
    @Test
    void theResultsFolderIsAFile() throws Exception {
        var trial = smoke();
        var file = Files.writeString(trial.folder().resolve("a-file"), "");
        assertRefused(
                trial.with("PERF_OUTPUT_DIR", file.toString()).run(),
                EVERYTHING_IS_WRONG,
                "PERF_OUTPUT_DIR: found '" + file + "'; valid: a folder that can be made and written");
    }

    @Test
    void whatNobodyForesawIsOneLineAsWell() throws Exception {
        var settings = smoke();
        write(settings, "reference.conf", "loadtest { run { profile = canary-password");
        assertRefused(settings.run(), EVERYTHING_IS_WRONG, "nothing was run: ");
        var constructor = redeems().with(StagingDeployment.reseeded());
        // Somebody compiles meanwhile.
        write(constructor, "loadtest/scenario/redeem/RedeemVoucher.class", "half a class");
        assertRefused(
                constructor.run(),
                THIS_ONE_CANNOT_RUN,
                "station_redeem_peak cannot run: ClassFormatError: ",
                "unexpected; PERF_DEBUG=true");
    }

    @Test
    void outputFolderIsNamedOnlyInDotEnv() throws Exception {
        var trial = smoke().without("PERF_OUTPUT_DIR");
        Files.writeString(trial.folder().resolve(".env"), "PERF_OUTPUT_DIR=elsewhere\n");
        assertRefused(trial.run(), EVERYTHING_IS_WRONG, "PERF_OUTPUT_DIR is set only in .env");
    }

    @Tag("more-runs")
    @Test
    void nothingListens() throws Exception {
        var run = smoke().run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "PERF_BASE_URL: http://127.0.0.1:9 does not answer");
    }

    @Tag("more-runs")
    @Test
    void theAccountIsRefused() throws Exception {
        var run = smoke().with("PERF_BASE_URL", StagingDeployment.everything().get("PERF_BASE_URL"))
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "/api/auth/token/issue answers 401 for a@example.com");
    }

    @Test
    void aProductionHostIsNotConfirmed() throws Exception {
        var run = smoke().with("PERF_BASE_URL", "https://api.example.com").run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "PERF_CONFIRM_TARGET");
    }

    @Tag("more-runs")
    @Test
    void aDatabaseToReadIsNotConfirmed() throws Exception {
        var run = redeems()
                .with("SUPABASE_DB_URL", "postgresql://postgres:canary-password@staging-db.example.com/postgres")
                .run();
        assertRefused(
                run, THIS_ONE_CANNOT_RUN, "set PERF_CONFIRM_TARGET=staging-db.example.com", "cannot tell staging");
    }

    @Tag("more-runs")
    @Test
    void onlySomeVariablesAreSet() throws Exception {
        var run = new Trial(AgentJourneys.class)
                .with("PERF_BASE_URL", "http://127.0.0.1:9")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "is missing PERF_ORG_SLUG (or PERF_PERSONA_FILE), PERF_EMAIL and");
    }

    @Tag("more-runs")
    @Test
    void whatIsNotConfiguredIsLeftOutAndTheOthersGoOn() throws Exception {
        var run = new Trial(StationRedeemPeak.class).with(AGENT_API).run();
        assertRefused(run, 0, "station_redeem_peak is left out: it is not configured: PERF_STATION_REDEEM_URL");
    }

    @Tag("more-runs")
    @Test
    void whatIsNotConfiguredFailsWhenAskedForByName() throws Exception {
        var run = new Trial(StationRedeemPeak.class)
                .with(AGENT_API)
                .property("simulation", "StationRedeemPeak")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "is missing PERF_STATION_REDEEM_URL");
    }

    @Tag("more-runs")
    @Test
    void seedSummaryIsMissing() throws Exception {
        var run = redeems().with("PERF_SUMMARY_PATH", "nowhere.json").run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "nowhere.json", "mvn compile exec:java@seed");
    }

    @Tag("more-runs")
    @Test
    void seedSummaryIsTruncated() throws Exception {
        assertRefused(summary("{\"generatedAt\": \"20").run(), THIS_ONE_CANNOT_RUN, "cut short");
    }

    @Tag("more-runs")
    @Test
    void seedSummaryIsOfAnotherVersion() throws Exception {
        assertRefused(summary("{\"seedVersion\": \"perf-load-0\"}").run(), THIS_ONE_CANNOT_RUN, "perf-load-0");
    }

    @Test
    void theBridgeSecretIsWrong() throws Exception {
        var run = redeems()
                .with(StagingDeployment.everything())
                .with("BRIDGE_SHARED_SECRET", "canary-password")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "BRIDGE_SHARED_SECRET: ", "/redeem answers 401", "PERF_STATION_BEARER");
    }

    @Tag("more-runs")
    @Test
    void theEndpointIsElsewhere() throws Exception {
        var url = StagingDeployment.everything().get("PERF_STATION_REDEEM_URL") + "-elsewhere";
        var run = redeems()
                .with(StagingDeployment.everything())
                .with("PERF_STATION_REDEEM_URL", url)
                .run();
        assertRefused(
                run, THIS_ONE_CANNOT_RUN, "PERF_STATION_REDEEM_URL: " + url + " answers an empty request with 404");
    }

    @Tag("more-runs")
    @Test
    void theTokenIsWrong() throws Exception {
        var run = reachable().with("PERF_BEARER_TOKEN", "canary-password").run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "PERF_BEARER_TOKEN: ", "answers 401");
    }

    @Tag("more-runs")
    @Test
    void theDatabaseIsGone() throws Exception {
        var run = redeems()
                .with(StagingDeployment.everything())
                .with("SUPABASE_DB_URL", "postgresql://postgres:canary-password@127.0.0.1:9/postgres")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "SUPABASE_DB_URL: no Postgres can be reached at 127.0.0.1:9");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws Exception {
        var run = redeems()
                .with("BRIDGE_SHARED_SECRET", "canary-password")
                .with("PERF_SUMMARY_PATH", "nowhere.json")
                .run();
        assertRefused(run, THIS_ONE_CANNOT_RUN, "BRIDGE_SHARED_SECRET: ", "nowhere.json");
    }

    @Tag("more-runs")
    @Test
    void aMisspeltAddressDoesNotLeaveItsScenarioOut() throws Exception {
        var run = smoke().with("PERF_STATION_REDEEM_URLS", "http://127.0.0.1:9/redeem?key=canary-password")
                .run();
        assertRefused(
                run,
                EVERYTHING_IS_WRONG,
                "nothing was run: PERF_STATION_REDEEM_URLS is no setting of this suite",
                "The nearest is PERF_STATION_REDEEM_URL;");
    }

    @Test
    void aMisspeltAddressDoesNotHaveTheStandInRunInstead() throws Exception {
        var run = ANY.trial().with("PERF_BASEURL", "http://127.0.0.1:9").run();
        assertRefused(run, EVERYTHING_IS_WRONG, "nothing was run: PERF_BASEURL is no", "nearest is PERF_BASE_URL;");
        assertThat(run.output()).doesNotContain("stand-in");
    }

    @Tag("more-runs")
    @Test
    void aMisspeltVariableOfDotEnvCountsAsWell() throws Exception {
        var trial = smoke();
        Files.writeString(trial.folder().resolve(".env"), "PERF_CONFIRM_TARGETS=api.example.com\n");
        assertRefused(
                trial.run(), EVERYTHING_IS_WRONG, "PERF_CONFIRM_TARGETS in .env is no", "is PERF_CONFIRM_TARGET;");
    }

    @Tag("more-runs")
    @Test
    void anAddressGivenAsAPropertyIsNotRead() throws Exception {
        var run = ANY.trial().property("PERF_BASE_URL", "http://127.0.0.1:9").run();
        assertRefused(run, EVERYTHING_IS_WRONG, "-DPERF_BASE_URL is not read: export PERF_BASE_URL");
    }

    @Tag("more-runs")
    @Test
    void aVariableOfAnotherProgramIsListed() throws Exception {
        var run = smoke().with("PERF_PAGER", "less").run();
        assertRefused(run, EVERYTHING_IS_WRONG, "PERF_PAGER is no setting", "list it in PERF_IGNORE_VARIABLES");

        var listed = smoke().with("PERF_PAGER", "less")
                .with("PERF_IGNORE_VARIABLES", "PERF_CONFIG,PERF_PAGER")
                .run();
        assertRefused(listed, THIS_ONE_CANNOT_RUN, "PERF_BASE_URL: http://127.0.0.1:9 does not answer");
    }

    @Tag("more-runs")
    @Test
    void aPromiseWithoutAnAudit() throws Exception {
        var run = smoke().scenarioFile("integrity", List.of("no voucher redeemed twice"))
                .run();
        assertRefused(
                run,
                EVERYTHING_IS_WRONG,
                "scenarios/" + ANY.id() + ".conf line ",
                "integrity is 'no voucher redeemed twice'; valid: ");
    }

    @Tag("more-runs")
    @Test
    void aLimitThatCannotBeMissed() throws Exception {
        var run = smoke().scenarioFile("failed", "< 101 %").run();
        assertRefused(
                run,
                EVERYTHING_IS_WRONG,
                "scenarios/" + ANY.id() + ".conf line ",
                "failed is '< 101 %'; valid: a limit that can be missed");
    }

    @Tag("more-runs")
    @Test
    void anotherScenariosFileIsWrong() throws Exception {
        var trial = smoke();
        var other = trial.folder().resolve("classes/scenarios/station_redeem_peak.conf");
        Files.createDirectories(other.getParent());
        var shipped = Files.readString(Path.of("src/test/resources/scenarios/station_redeem_peak.conf"));
        Files.writeString(other, shipped + "\nrequests { \"POST /redeem\" { p95 = 5 s } }\n");
        assertRefused(
                trial.run(),
                EVERYTHING_IS_WRONG,
                "nothing was run: scenarios/station_redeem_peak.conf line ",
                "requests is written twice, first in line ");
    }

    /** Hides the project's own file of that name. */
    private static void write(Trial trial, String name, String text) throws IOException {
        var file = trial.folder().resolve("classes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Trial smoke() {
        return ANY.trial().with(AGENT_API);
    }

    private static Trial reachable() {
        return ANY.trial().with(StagingDeployment.fourSecrets());
    }

    private static Trial personas(String csv) throws IOException {
        var trial = reachable();
        Files.writeString(trial.folder().resolve("personas.csv"), csv);
        return trial.with("PERF_PERSONA_FILE", "personas.csv").without("PERF_ORG_SLUG");
    }

    private static Trial redeems() {
        var variables = new HashMap<>(StagingDeployment.everything());
        variables.keySet().retainAll(java.util.Set.of("PERF_STATION_REDEEM_URL", "BRIDGE_SHARED_SECRET"));
        return new Trial(StationRedeemPeak.class).with(variables);
    }

    private static Trial summary(String json) throws IOException {
        var trial = redeems();
        Files.writeString(trial.folder().resolve("summary-of-seed.json"), json);
        return trial.with("PERF_SUMMARY_PATH", "summary-of-seed.json");
    }

    private static void assertRefused(TrialResult run, int exit, String... words) {
        assertThat(run.exit()).as(run.output()).isEqualTo(exit);
        assertThat(run.output().lines().filter(line -> line.contains(words[0]))).hasSize(1);
        assertThat(run.output()).contains(words).doesNotContain("canary-password", "started...");
        assertThat(run.linesOfStackTraces()).isEmpty();
        assertThat(run.sentNothing()).isTrue();
    }
}
