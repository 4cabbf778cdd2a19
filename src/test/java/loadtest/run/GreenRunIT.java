package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.Summary;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.testing.EngineReport;
import loadtest.testing.StagingDeployment;
import loadtest.testing.SummaryFile;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every simulation passes on a healthy target, and what it leaves behind agrees with Gatling's own report. */
class GreenRunIT {

    @Test
    void journeysOnTheStandInWithNothingConfigured() throws Exception {
        var run = new Trial(AgentJourneys.class)
                .patient()
                .profile("ci", "hold 2 per second for 3 s", Map.of())
                .run();
        assertGreen(run, AgentJourneys.class, 6, List.of());
        assertThat(run.output())
                .contains("(the stand-in)", "readings, 0 failed")
                .contains("5 distinct sessions answered", "5 sessions with a plan answered")
                .doesNotContain("not audited");
        assertThat(run.files("target-metrics.ndjson"))
                .singleElement()
                .asString()
                .contains("node_load1", "pg_stat_database_num_backends");
        var resources = run.summary().orElseThrow().path("resources");
        assertThat(resources.path("readings").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(resources.path("trouble").asText()).isEmpty();
        // A busy machine may read once more when the load is over already.
        for (var column : new String[] {"connections", "transactionsPerSecond", "queryMillisPerSecond"}) {
            assertThat(resources.path(column)).as(column).anyMatch(value -> value.asDouble() > 0);
        }
        // Its journeys touch no fixture table.
        assertThat(run.summary().orElseThrow().at("/database/trouble").asText("none"))
                .isEmpty();
    }

    @Tag("more-runs")
    @Test
    void smokeWithTheFourSecretsOfANightly() throws Exception {
        var run = Workload.simplest()
                .trial()
                .patient()
                .profile("ci", "hold 10 per second for 2 s", Map.of("slows-down", true))
                .with(StagingDeployment.fourSecrets())
                .with("PERF_RATE_LIMIT_PER_MINUTE", "40")
                .with("PERF_SLEEP_SECONDS", "3") // of the older scripts
                .with("K6_LOG_HTTP", "true")
                .run();
        assertGreen(run, Workload.simplest().simulation(), 10, List.of());
        assertThat(run.output())
                .contains(
                        "only 50 % of the profile's load",
                        "note      PERF_SLEEP_SECONDS is not read here: ",
                        "note      K6_LOG_HTTP is not read here: the verdict page and summary.json have the first failed")
                .doesNotContain("password123");
    }

    @Tag("more-runs")
    @Test
    void agentJourneysWithTheFourSecretsOfANightly() throws Exception {
        var run = new Trial(AgentJourneys.class)
                .patient()
                .profile("ci", "ramp 1 to 3 per second for 4 s", Map.of("slows-down", true))
                .with(StagingDeployment.fourSecrets())
                .run();
        assertGreen(run, AgentJourneys.class, 8, List.of("POST /functions/v1/archive-sync"));
        assertThat(run.output()).contains("archive-sync left out", "not audited: no database given");
    }

    @Tag("more-runs")
    @Test
    void tokensAreMintedOncePerPersonaWhenReused() throws Exception {
        var run = new Trial(AgentJourneys.class)
                .patient()
                .profile("ci", "hold 3 per second for 3 s", Map.of())
                .with(StagingDeployment.fourSecrets())
                .with("PERF_EMAIL", "demo.user02@example.com")
                .with("PERF_ENGAGEMENT_ID", "demo-engagement")
                .with("PERF_TOKEN_REUSE", "true")
                .run();
        // Signed in by the preflight, so the run itself has nothing to mint, and no row for it.
        assertGreen(run, AgentJourneys.class, 9, List.of("POST /api/auth/token/issue"));
    }

    @Test
    void previews() throws Exception {
        var run = new Trial(VoucherPreviewSpike.class)
                .patient()
                .profile("ci", "ramp 2 to 6 per second for 4 s", Map.of())
                .with(StagingDeployment.only(
                        StagingDeployment.reseeded(),
                        List.of(
                                "PERF_VOUCHER_PREVIEW_URL",
                                "PERF_SUMMARY_PATH",
                                "BRIDGE_SHARED_SECRET",
                                "SUPABASE_DB_URL"),
                        Map.of("PERF_IDEMPOTENCY_PREFIX", "it")))
                .run();
        assertGreen(run, VoucherPreviewSpike.class, 16, List.of());
        assertThat(run.output()).contains("20 vouchers compared with before the load");
    }

    @Test
    void campaign() throws Exception {
        var run = new Trial(CampaignBulkSend.class)
                .patient()
                .profile("ci", "at-once 3 users", Map.of("targets", 250))
                .with(StagingDeployment.reseeded())
                .with("PERF_CAMPAIGN_DISPATCH_BATCH_SIZE", "60")
                .run();
        assertGreen(run, CampaignBulkSend.class, 3, List.of());
        assertThat(run.request("POST /campaigns").path("count").asInt()).isEqualTo(5);
        assertThat(run.summary().orElseThrow().path("waba").toString())
                .isEqualTo("{\"accepted\":250,\"rateLimited\":0,\"failed\":0,\"byCode\":{\"200\":250,\"429\":0},"
                        + "\"rejected\":{}}");
        assertThat(run.output())
                .contains(
                        "250 of 250 taken over (250 sent, 0 waiting for the throttle), 0 rejected; recorded in the database: 250")
                .contains("0 message ids answered twice; 250 message ids", "0 of 9753 other queued targets changed");
    }

    @Test
    void redeemsAuditedInTheDatabase() throws Exception {
        var run = new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 20 per second for 3 s", Map.of())
                .with(StagingDeployment.reseeded())
                .run();
        assertGreen(run, StationRedeemPeak.class, 60, List.of());
        assertThat(run.request("POST /redeem (replay)").path("ok").asInt()).isEqualTo(2);
        assertThat(run.output()).contains("60 accepted, 60 vouchers redeemed, 60 events");
        var database = run.summary().orElseThrow().path("database");
        assertThat(database.path("trouble").asText("none")).isEmpty();
        assertThat(database.path("mayLack").asText()).contains("read 1 s after the load");
        assertThat(run.output()).contains("note      database statistics: the counts of tables were read 1 s");
        assertThat(database.path("tables").findValuesAsText("name")).contains("vouchers", "voucher_events");
        assertThat(database.path("statements").findValuesAsText("table")).contains("vouchers");
        assertThat(run.output())
                .contains("60 accepted, 60 vouchers redeemed, 60 events", "60 redeemed events looked at")
                .contains("1600 vouchers compared with before the load, 0 redeems without a clear answer")
                .doesNotContain("not audited", "answered without redeemedAt");
    }

    @Tag("more-runs")
    @Test
    void redeemsWithoutADatabaseSayThatTheyWereNotAudited() throws Exception {
        var run = new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 5 per second for 2 s", Map.of())
                .with(StagingDeployment.only(
                        StagingDeployment.reseeded(),
                        List.of("PERF_STATION_REDEEM_URL", "PERF_SUMMARY_PATH", "BRIDGE_SHARED_SECRET"),
                        Map.of()))
                .run();
        assertGreen(run, StationRedeemPeak.class, 10, List.of());
        assertThat(run.output()).contains("not audited: no database given");
        assertThat(run.summary().orElseThrow().path("database").isNull()).isTrue();
        assertThat(run.summary().orElseThrow().path("resources").isNull()).isTrue();
    }

    private static void assertGreen(
            TrialResult run, Class<? extends Simulation> scenario, int users, List<String> leftOut) throws IOException {
        assertThat(run.exit()).as(run.output()).isZero();
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("passed").asBoolean()).isTrue();
        assertThat(summary.at("/load/started").asInt()).isEqualTo(users);
        assertThat(summary.at("/load/finished").asInt()).isEqualTo(users);
        var sent = new ArrayList<String>();
        summary.path("requests")
                .forEach(request -> sent.add(request.path("name").asText()));
        var promised = Scenarios.onClassPath()
                .file(Scenario.id(scenario))
                .slos()
                .without(new HashSet<>(leftOut))
                .requestNames();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(promised);
        assertCountsAgree(run);
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    /** Name by name, and within the summary itself. */
    private static void assertCountsAgree(TrialResult run) throws IOException {
        var engine = EngineReport.rows(run.files("index.html").get(0));
        var summary = SummaryFile.read(run.file("summary.json"));
        assertThat(engine).hasSameSizeAs(summary.traffic().requests());
        summary.traffic().requests().forEach(request -> {
            var row = new EngineReport.Row(
                    request.count(),
                    request.ok(),
                    request.ko(),
                    request.min(),
                    request.max(),
                    Math.round(request.mean()));
            assertThat(row)
                    .as(request.name())
                    .usingRecursiveComparison()
                    .ignoringFields("mean")
                    .isEqualTo(engine.get(request.name()));
            assertThat(request.mean()).isCloseTo(engine.get(request.name()).mean(), within(1.0));
            assertThat(sum(request.classes().values())).isEqualTo(request.count());
            assertThat(SummaryFile.histogram(request.histogram()).getTotalCount())
                    .isEqualTo(request.count());
            assertThat(SummaryFile.histogram(request.okHistogram()).getTotalCount())
                    .isEqualTo(request.ok());
        });
        assertTimelineAgrees(summary);
        assertThat(run.files("junit.xml")).singleElement().asString().contains("failures=\"0\"");
    }

    private static void assertTimelineAgrees(Summary summary) {
        var count = summary.traffic().overall().count();
        assertThat(count)
                .isEqualTo(sum(summary.traffic().requests().stream()
                        .map(RequestSummary::count)
                        .toList()));
        assertThat(sum(summary.observations().timeline().requests())).isEqualTo(count);
        assertThat(sum(summary.observations().timeline().failed()))
                .isEqualTo(summary.traffic().overall().ko());
        assertThat(sum(summary.observations().timeline().usersStarted()))
                .isEqualTo(summary.traffic().load().started());
        assertThat(summary.observations().timeline().classes().values().stream()
                        .mapToLong(GreenRunIT::sum)
                        .sum())
                .isEqualTo(count);
        assertThat(summary.observations().timeline().byRequest())
                .allSatisfy(request -> assertThat(sum(request.requests()))
                        .isEqualTo(summary.traffic().requests().stream()
                                .filter(row -> row.name().equals(request.name()))
                                .mapToLong(RequestSummary::count)
                                .sum()));
        assertThat(summary.observations().slowest().get(0).millis())
                .isEqualTo(summary.traffic().overall().max());
        assertThat(summary.traffic().load().planned())
                .isEqualTo(summary.traffic().load().started());
        assertThat(summary.conditions().suite().gatling()).startsWith("3.");
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
