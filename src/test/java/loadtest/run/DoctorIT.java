package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loadtest.target.Scenarios;
import loadtest.target.Simulations;
import loadtest.testing.CommandProcess;
import loadtest.testing.FaultyGateway;
import loadtest.testing.RefusingTarget;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor reports what can run, changes nothing, and shows no secret. */
class DoctorIT {
    private static final Workload ANY = Workload.simplest();
    private static final List<String> AGENT_SCENARIOS =
            Workload.ofTheAgentApi().map(Workload::id).toList();
    private static final int NOT_READY = 2;
    private static final List<String> VOUCHER_SCENARIOS =
            List.of("voucher_preview_spike", "campaign_bulk_send", "station_redeem_peak");

    @TempDir
    Path folder;

    private record DoctorReport(int exit, String out) {
        /** The finding of a check of one scenario. */
        String finding(String scenario, String check) {
            var of = "";
            for (var line : out.lines().toList()) {
                of = line.startsWith(" ") ? of : line.split(" ", 2)[0];
                if (of.equals(scenario) && line.matches(".{22} " + check + " .*")) {
                    return line.substring(36);
                }
            }
            throw new AssertionError("no " + check + " of " + scenario + " in:\n" + out);
        }
    }

    @Test
    void withNothingSetEverythingRunsOnTheStandIn() throws Exception {
        var report = doctor(Map.of());

        assertThat(report.exit).as(report.out).isZero();
        assertThat(report.out).contains("no target is configured: the stand-in serves all", "READY: the chosen");
        for (var scenario : Scenarios.onClassPath().all()) {
            assertThat(report.finding(scenario.id(), "settings"))
                    .startsWith("ok")
                    .contains("runs on the stand-in");
        }
    }

    @Test
    void allAtOnceAreReadyWhereEachOfThemIs() throws Exception {
        var all = Scenarios.onClassPath().combinations().get(0);
        var ready = doctor(Map.of("simulation", all.simulation()));

        assertThat(ready.exit).as(ready.out).isZero();
        assertThat(ready.finding(all.id(), "choice")).startsWith("ok").endsWith("scenarios run at once");

        var spike = doctor(Map.of("simulation", all.simulation(), "profile", "spike"));
        assertThat(spike.exit).as(spike.out).isEqualTo(NOT_READY);
        assertThat(spike.finding(all.id(), "choice"))
                .startsWith("FAILED")
                .contains(ANY.id() + " has no profile 'spike'");
    }

    @Test
    void withEverythingRightEverythingIsReadyAndNothingHasChanged() throws Exception {
        var everything = new HashMap<>(StagingDeployment.reseeded());
        everything.putAll(StagingDeployment.fourSecrets());
        var before = rows();
        var report = doctor(everything);

        assertThat(report.exit).as(report.out).isZero();
        assertThat(report.finding(ANY.id(), "answers")).startsWith("ok").contains("answers within");
        assertThat(report.finding(ANY.id(), "accounts")).contains("load.user@example.com is signed in");
        assertThat(report.out).contains("ramp: " + limitedCalls() + " limited calls", "and 1 are given: expect 429");
        for (var scenario : VOUCHER_SCENARIOS) {
            assertThat(report.finding(scenario, "access")).isEqualTo("ok      accepted: an empty request gets 400");
        }
        assertThat(report.finding("station_redeem_peak", "fixtures"))
                .contains("40 of 40 vouchers of this run are redeemable, 1600 of 1600 in all");
        assertThat(report.finding("campaign_bulk_send", "fixtures"))
                .contains("1000 of 1000 targets of this run are queued, 10000 of 10000 in all");
        assertThat(report.finding("voucher_preview_spike", "documents")).startsWith("ok");
        assertThat(report.finding("seeding", "service key")).startsWith("ok");
        assertThat(rows()).isEqualTo(before);
        assertThat(report.out)
                .contains("PERF_PASSWORD", "***")
                .doesNotContain(
                        "password123",
                        everything.get("BRIDGE_SHARED_SECRET"),
                        everything.get("SUPABASE_SERVICE_ROLE_KEY"),
                        everything.get("SUPABASE_DB_URL"));
    }

    @Tag("more-runs")
    @Test
    void refusesAShareThatARunRefuses() throws Exception {
        var report = doctor(Map.of("PERF_SHARE", "1/2"));

        assertThat(report.exit).as(report.out).isEqualTo(NOT_READY);
        assertThat(report.out).containsOnlyOnce("PERF_SHARE is 1/2, and no target is configured");
    }

    @Test
    void reportsEveryProblemInOnePass() throws Exception {
        var broken = new HashMap<>(StagingDeployment.everything());
        broken.putAll(StagingDeployment.fourSecrets());
        broken.put("BRIDGE_SHARED_SECRET", "canary-bridge");
        broken.put("PERF_PASSWORD", "canary-password");
        broken.put("SUPABASE_SERVICE_ROLE_KEY", "canary-key");
        broken.put("SUPABASE_DB_URL", "postgresql://postgres:canary-db@127.0.0.1:9/postgres");
        broken.put("PERF_CAMPAIGN_DISPATCH_URL", "http://127.0.0.1:9/campaigns");
        broken.put("PERF_VOUCHER_PREVIEW_URL", broken.get("PERF_BASE_URL") + "/elsewhere");
        var report = doctor(broken);

        assertThat(report.exit).as(report.out).isEqualTo(NOT_READY);
        assertThat(report.finding(ANY.id(), "accounts")).startsWith("FAILED").contains("answers 401 for load.user");
        assertThat(report.finding("station_redeem_peak", "access"))
                .startsWith("FAILED")
                .contains("BRIDGE_SHARED_SECRET", "/redeem answers 401");
        assertThat(report.finding("station_redeem_peak", "fixtures"))
                .startsWith("FAILED")
                .contains("SUPABASE_DB_URL: no Postgres can be reached at 127.0.0.1:9");
        assertThat(report.finding("campaign_bulk_send", "answers"))
                .startsWith("FAILED")
                .contains("connection refused");
        assertThat(report.finding("voucher_preview_spike", "access"))
                .startsWith("FAILED")
                .contains("PERF_VOUCHER_PREVIEW_URL: ", "/elsewhere answers an empty request with 404");
        assertThat(report.finding("seeding", "service key"))
                .startsWith("note")
                .contains("SUPABASE_SERVICE_ROLE_KEY is not this project's");
        assertThat(report.out)
                .containsPattern("NOT READY: mend what FAILED, in .*campaign_bulk_send")
                .doesNotContain("canary", "\tat ", "Exception");
        var notReady = report.out.substring(report.out.indexOf("NOT READY: "));
        assertThat(notReady).contains(AGENT_SCENARIOS);
    }

    @Test
    void everySecretThatNoClientSendsIsNamedAndNoneIsShown() throws Exception {
        var broken = new HashMap<>(StagingDeployment.fourSecrets());
        var secrets =
                List.of("BRIDGE_SHARED_SECRET", "PERF_PASSWORD", "PERF_STATION_BEARER", "SUPABASE_SERVICE_ROLE_KEY");
        secrets.forEach(name -> broken.put(name, "canary\ncanary"));
        broken.put("PERF_CAMPAIGN_AUTH_HEADER", "Host");
        var report = doctor(broken);

        assertThat(report.exit).isEqualTo(NOT_READY);
        secrets.forEach(name -> assertThat(report.out).contains(name + ": character 7 is U+000A"));
        assertThat(report.out)
                .contains("PERF_CAMPAIGN_AUTH_HEADER: found 'Host'")
                .doesNotContain("canary", "\tat ", "Exception", "answers within");
    }

    @Tag("more-runs")
    @Test
    void onlyTheChosenScenariosCount() throws Exception {
        var some = new HashMap<>(StagingDeployment.fourSecrets());
        some.put("PERF_STATION_REDEEM_URL", "http://127.0.0.1:9/redeem");

        assertThat(doctor(some).exit).isEqualTo(NOT_READY);
        some.put("PERF_SCENARIOS", String.join(",", AGENT_SCENARIOS));
        assertThat(doctor(some).exit).isZero();
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        var report = doctor(Map.of("PERF_BASE_URL", "http://127.0.0.1:9", "PERF_BASEURL", "http://127.0.0.1:9"));

        assertThat(report.exit).isEqualTo(NOT_READY);
        assertThat(report.finding(ANY.id(), "settings")).startsWith("FAILED").contains("is missing PERF_ORG_SLUG");
        assertThat(report.finding("station_redeem_peak", "settings"))
                .startsWith("note")
                .contains("is not configured: PERF_STATION_REDEEM_URL");
        assertThat(report.finding("settings", "PERF_BASEURL"))
                .startsWith("FAILED")
                .contains("is it misspelt?", "The nearest is PERF_BASE_URL;");
    }

    @Tag("more-runs")
    @Test
    void whatNothingReadsIsJudgedAsByARun() throws Exception {
        var report = doctor(Map.of(
                "PERF_SLEEP_SECONDS", "3",
                "K6_VUS", "5",
                "SUPABASE_ANON_KEY", "canary",
                "PERF_PAGER", "less",
                "PERF_IGNORE_VARIABLES", "PERF_PAGER"));

        assertThat(report.exit).as(report.out).isZero();
        assertThat(report.out)
                .containsPattern("PERF_SLEEP_SECONDS +note +is not read here: ")
                .containsPattern("K6_VUS +note +is not read here: ")
                .containsPattern("SUPABASE_ANON_KEY +note +is set, and no setting")
                .doesNotContain("PERF_PAGER ");
        assertThat(report.out).doesNotContain("canary");

        var misspelt = doctor(Map.of("PERF_BASEURL", "http://127.0.0.1:9"), "-Dprofil=ci");
        assertThat(misspelt.exit).isEqualTo(NOT_READY);
        assertThat(misspelt.out).containsPattern("-Dprofil +FAILED +is not read: is it -Dprofile\\?");
        assertThat(misspelt.finding("settings", "PERF_BASEURL")).startsWith("FAILED");
        assertThat(misspelt.out).contains("NOT READY: mend what FAILED, in settings");
    }

    @Tag("more-runs")
    @Test
    void nothingIsSentToAHostThatWasNotConfirmed() throws Exception {
        var report = doctor(Map.of("PERF_STATION_REDEEM_URL", "https://api.example.com/redeem"));

        assertThat(report.exit).isEqualTo(NOT_READY);
        assertThat(report.finding("station_redeem_peak", "guard")).contains("set PERF_CONFIRM_TARGET=api.example.com");
        assertThat(report.out).doesNotContain("answers within", "does not answer");
    }

    @Tag("more-runs")
    @Test
    void namesTheHostsOfAPreviewsDocuments() throws Exception {
        var everything = StagingDeployment.everything();
        var preview = "{\"imageUrl\":\"https://images.example.com/x.png?sig=canary\",\"pdfUrl\":\"/pdf\","
                + "\"integration\":{\"status\":\"ok\"}}";
        try (var gateway = new FaultyGateway(everything.get("PERF_BASE_URL"))
                .answering("/api/vouchers/preview", 200, preview)
                .redirecting("/pdf", "https://pdfs.example.org/x.pdf")) {
            var some = Map.of(
                    "PERF_VOUCHER_PREVIEW_URL", gateway.url("/api/vouchers/preview"),
                    "PERF_SUMMARY_PATH", everything.get("PERF_SUMMARY_PATH"),
                    "PERF_CONFIRM_TARGET", "known.example.com");
            var report = doctor(some);

            assertThat(report.exit).isEqualTo(NOT_READY);
            assertThat(report.finding("voucher_preview_spike", "documents"))
                    .startsWith("FAILED")
                    .contains("images.example.com, pdfs.example.org, which nobody has confirmed")
                    .endsWith("set PERF_CONFIRM_TARGET=known.example.com,images.example.com,pdfs.example.org");
            assertThat(report.out).doesNotContain("canary");
            assertThat(gateway.received())
                    .filteredOn(seen -> seen.contains("\"voucherId\""))
                    .hasSize(1);
        }
    }

    @Test
    void documentsThatCannotBeFetchedAreNotReady() throws Exception {
        var everything = StagingDeployment.everything();
        try (var circle = previewing(everything).redirecting("/image", "/image")) {
            assertThat(documents(circle, everything))
                    .startsWith("FAILED")
                    .endsWith("imageUrl of a preview is redirected more than 5 times");
        }
    }

    @Tag("more-runs")
    @Test
    void neitherAreThoseThatAreNone() throws Exception {
        var everything = StagingDeployment.everything();
        try (var broken = previewing(everything).answering("/image", 500, "out of paper");
                var page = previewing(everything).answering("/image", 200, "<html><title>Sign in</title></html>");
                var refusing = new FaultyGateway(everything.get("PERF_BASE_URL"))
                        .answering("/api/vouchers/preview", 400, "{\"message\":\"no such voucher\"}")) {
            assertThat(documents(broken, everything))
                    .startsWith("FAILED")
                    .contains("imageUrl of a preview: " + broken.url("/image") + " answers 500", "\"out of paper\"");
            assertThat(documents(page, everything))
                    .startsWith("FAILED")
                    .contains(page.url("/image") + " answers 200, a page", "\"Sign in\"");
            assertThat(documents(refusing, everything))
                    .startsWith("FAILED")
                    .contains("a preview answers 400 (no such voucher)");
        }
    }

    private static FaultyGateway previewing(Map<String, String> everything) throws IOException {
        return new FaultyGateway(everything.get("PERF_BASE_URL"))
                .answering(
                        "/api/vouchers/preview",
                        200,
                        "{\"imageUrl\":\"/image\",\"pdfUrl\":\"/pdf\",\"integration\":{\"status\":\"ok\"}}");
    }

    private String documents(FaultyGateway gateway, Map<String, String> everything) throws Exception {
        var report = doctor(Map.of(
                "PERF_VOUCHER_PREVIEW_URL", gateway.url("/api/vouchers/preview"),
                "PERF_SUMMARY_PATH", everything.get("PERF_SUMMARY_PATH")));
        assertThat(report.exit).as(report.out).isEqualTo(NOT_READY);
        return report.finding("voucher_preview_spike", "documents");
    }

    @Tag("more-runs")
    @Test
    void sendsOneEmptyRequestToAnEndpoint() throws Exception {
        try (var target = new RefusingTarget()) {
            var report = doctor(Map.of(
                    "PERF_STATION_REDEEM_URL",
                    target.url() + "/redeem",
                    "PERF_SUMMARY_PATH",
                    StagingDeployment.everything().get("PERF_SUMMARY_PATH")));
            assertThat(report.exit).as(report.out).isZero();
            assertThat(report.finding("station_redeem_peak", "answers")).contains("its clock agrees");
            assertThat(target.requests).containsExactly("GET / ", "POST /redeem {}");
        }
    }

    @Tag("more-runs")
    @Test
    void itSignsInOnceForAllScenarios() throws Exception {
        try (var target = new RefusingTarget()) {
            var some = new HashMap<>(StagingDeployment.fourSecrets());
            some.put("PERF_BASE_URL", target.url());
            var report = doctor(some);

            assertThat(report.exit).isEqualTo(NOT_READY);
            for (var scenario : AGENT_SCENARIOS) {
                assertThat(report.finding(scenario, "accounts"))
                        .startsWith("FAILED")
                        .contains("answers 400 for load.user@example.com");
            }
            assertThat(target.requests)
                    .filteredOn(line -> line.contains("/token/issue"))
                    .hasSize(1);
        }
    }

    @Tag("more-runs")
    @Test
    void aBadFileOfAccountsIsSaidOnce() throws Exception {
        var file = Files.writeString(folder.resolve("people.csv"), "email,password\na@x.test,pw-hidden\n");
        var some = new HashMap<>(StagingDeployment.fourSecrets());
        some.keySet().removeAll(List.of("PERF_ORG_SLUG", "PERF_EMAIL", "PERF_PASSWORD"));
        some.put("PERF_PERSONA_FILE", file.toString());
        var report = doctor(some);

        assertThat(report.exit).as(report.out).isEqualTo(NOT_READY);
        assertThat(report.out.split("people.csv line 1: no column 'orgSlug', and PERF_ORG_SLUG is not set", -1))
                .hasSize(2);
        for (var scenario : AGENT_SCENARIOS) {
            assertThat(report.finding(scenario, "accounts")).startsWith("FAILED");
        }
        assertThat(report.out).doesNotContain("rate limit", "pw-hidden");
    }

    @Tag("more-runs")
    @Test
    void whatAPreviewDoesNotPromiseIsNotAskedFor() throws Exception {
        var everything = StagingDeployment.everything();
        var preview = "{\"imageUrl\":\"/image\",\"pdfUrl\":null,\"integration\":{\"status\":\"ok\"}}";
        try (var later = new FaultyGateway(everything.get("PERF_BASE_URL"))
                .answering("/api/vouchers/preview", 200, preview)
                .answering("/image", 200, "a picture")) {
            assertThat(documents(later, everything))
                    .startsWith("FAILED")
                    .contains("no pdf was made: a preview answers without pdfUrl")
                    .endsWith("PERF_VOUCHER_DOCUMENTS=image leaves it out");
            var some = new HashMap<>(Map.of(
                    "PERF_VOUCHER_PREVIEW_URL", later.url("/api/vouchers/preview"),
                    "PERF_SUMMARY_PATH", everything.get("PERF_SUMMARY_PATH")));
            some.put("PERF_VOUCHER_DOCUMENTS", "image");
            var report = doctor(some);
            assertThat(report.exit).as(report.out).isZero();
            assertThat(report.finding("voucher_preview_spike", "documents")).startsWith("ok");
        }
    }

    @Tag("more-runs")
    @Test
    void theSimulationNarrowsIt() throws Exception {
        var some = new HashMap<>(StagingDeployment.fourSecrets());
        some.put("PERF_STATION_REDEEM_URL", "http://127.0.0.1:9/redeem");
        var report = doctor(some, "-Dsimulation=A*");

        assertThat(report.exit).as(report.out).isZero();
        assertThat(report.finding("agent_journeys", "answers")).startsWith("ok");
        assertThat(report.finding("station_redeem_peak", "settings"))
                .isEqualTo("note    left out: -Dsimulation does not name it");

        var nothing = doctor(some, "-Dsimulation=Nope*");
        assertThat(nothing.exit).isEqualTo(NOT_READY);
        assertThat(nothing.out)
                .contains("-Dsimulation: found 'Nope*'; valid: ", "NOT READY")
                .contains(Simulations.classes().keySet());
    }

    /** Of the busiest minute of the largest profile. */
    private static long limitedCalls() {
        var ramp = ANY.file().profiles().named("ramp").orElseThrow();
        return Math.round(ramp.busiestMinute() * ANY.file().limitedCallsPerUser());
    }

    /** What a load would change. */
    private static String rows() throws Exception {
        try (var connection = StagingDeployment.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select concat_ws(' ',"
                        + " (select md5(string_agg(v::text, '' order by id)) from vouchers v),"
                        + " (select md5(string_agg(t::text, '' order by id)) from campaign_targets t),"
                        + " (select count(*) from voucher_events), (select count(*) from idempotency_keys),"
                        + " (select count(*) from agent_sessions), (select count(*) from auth.users))")) {
            row.next();
            return row.getString(1);
        }
    }

    private DoctorReport doctor(Map<String, String> variables, String... properties)
            throws IOException, InterruptedException {
        var ended = CommandProcess.of(Doctor.class).with(properties).run(folder, variables);
        return new DoctorReport(ended.code(), ended.output());
    }
}
