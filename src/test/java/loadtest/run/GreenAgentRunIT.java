package loadtest.run;

import static loadtest.testing.GreenRun.assertGreen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every simulation of the agent API passes on a healthy target; {@link GreenRunIT} has the others. */
class GreenAgentRunIT {

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
}
