package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.Await;
import loadtest.testing.Parent;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that several machines share, of which each is a process here; the database knows what they did together. */
class SharedRunIT {
    private static final int USERS = 20;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void putEverythingBack() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        StagingDeployment.reseeded();
    }

    @Test
    void machinesRedeemTogetherWhatOneRedeems() throws Exception {
        StagingDeployment.reseeded();
        var before = redeemedOnce();
        var trials = List.of(redeem("1/2"), redeem("2/2"));
        for (var trial : trials) {
            started.add(trial.start());
        }

        for (int n = 0; n < trials.size(); n++) {
            var run = trials.get(n).result(started.get(n));
            assertRecorded(run, n + 1);
            assertThat(run.request("POST /redeem").path("count").asInt()).isEqualTo(USERS / 2);
        }
        assertThat(redeemedOnce() - before).isEqualTo(USERS);
    }

    private static void assertRecorded(TrialResult run, int part) throws Exception {
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("share " + part + "/2 recorded; the verdict is the merge's");
        assertThat(run.output()).contains("clock of this machine: ", "the database's clock, give or take ");
        var summary = run.summary().orElseThrow();
        assertThat(summary.path("outcome").asText()).isEqualTo("RECORDED");
        assertThat(summary.path("passed").asBoolean()).isFalse();
        assertThat(summary.path("group").asText()).isEqualTo("it-7");
        assertThat(summary.path("share").asText()).isEqualTo(part + "/2");
        assertThat(verdicts(summary)
                        .filter(verdict -> verdict.path("outcome").asText().equals("MET")))
                .extracting(verdict -> verdict.path("promise").path("kind").asText())
                .containsOnly("SCHEDULE", "SHARES");
        assertThat(Files.readString(run.file("junit.xml"))).contains("\"group\" value=\"it-7\"");
        assertThat(Files.readString(run.folder().resolve("results/index.html")))
                .contains("RECORDED", "0 passed, 0 failed")
                .doesNotContain("Ready: ");
    }

    private static Stream<JsonNode> verdicts(JsonNode summary) {
        return StreamSupport.stream(summary.path("verdicts").spliterator(), false);
    }

    @Tag("more-runs")
    @Test
    void machinesBeginTogether() throws Exception {
        StagingDeployment.reseeded();
        var runs = beginTogether(List.of(redeem("1/2"), redeem("2/2")));

        for (int n = 0; n < runs.size(); n++) {
            assertRecorded(runs.get(n), n + 1);
            assertThat(startedOff(runs.get(n))).isLessThan(100);
        }
    }

    /** Of 3 users in 9 s the first machine has its first after 4 s, and the second one after 8 s. */
    @Tag("more-runs")
    @Test
    void machinesOfAClosedModelBeginTogether() throws Exception {
        for (var run : beginTogether(List.of(previews("1/2"), previews("2/2")))) {
            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(startedOff(run)).isLessThanOrEqualTo(1_000);
        }
    }

    private List<TrialResult> beginTogether(List<Trial> trials) throws Exception {
        var at = Instant.now().plusSeconds(45).truncatedTo(ChronoUnit.MILLIS);
        for (var trial : trials) {
            started.add(trial.with("PERF_START_AT", at.toString()).start());
        }
        var runs = new ArrayList<TrialResult>();
        for (int n = 0; n < trials.size(); n++) {
            runs.add(trials.get(n).result(started.get(n)));
        }
        return runs;
    }

    /** How many milliseconds before or after its planned start the load began. */
    private static int startedOff(TrialResult run) {
        return verdicts(run.summary().orElseThrow())
                .filter(verdict -> verdict.path("name").asText().equals("load begun as planned"))
                .mapToInt(verdict -> Math.abs(verdict.path("seen").path("value").asInt()))
                .findFirst()
                .orElseThrow();
    }

    @Tag("more-runs")
    @Test
    void aSignalWhileItWaitsLeavesTheEvidenceOfARunThatDidNotHappen() throws Exception {
        var trial = waiting(Workload.simplest().trial());

        started.get(0).destroy();
        var run = trial.result(started.get(0));

        assertThat(run.exit()).isEqualTo(143);
        assertDidNotBegin(run, "the run was interrupted, by Ctrl-C or SIGTERM");
    }

    @Tag("more-runs")
    @Test
    void theDeathOfMavenWhileItWaitsLeavesTheSame() throws Exception {
        var trial = waiting(Workload.simplest().trial().under(Parent.class));
        var run = started.get(0).children().findFirst().orElseThrow();

        started.get(0).destroyForcibly().waitFor();

        Await.until(Duration.ofSeconds(60), () -> !run.isAlive());
        assertDidNotBegin(trial.result(started.get(0)), "the process that started it has gone");
    }

    private Trial waiting(Trial trial) throws Exception {
        trial.with(StagingDeployment.fourSecrets())
                .property("simulation", Workload.simplest().simulationName())
                .with("PERF_START_AT", "10m");
        var process = trial.start();
        started.add(process);
        Await.until(
                Duration.ofSeconds(120),
                () -> trial.output().contains("is prepared and checked; its load begins at ") || !process.isAlive());
        return trial;
    }

    private static void assertDidNotBegin(TrialResult run, String why) throws Exception {
        assertThat(run.reasons())
                .singleElement()
                .asString()
                .startsWith("did not begin: ")
                .contains(why);
        assertThat(run.sentNothing()).isTrue();
        assertThat(run.linesOfStackTraces()).isEmpty();
    }

    private static Trial redeem(String share) throws Exception {
        var trial = new Trial(StationRedeemPeak.class).profile("ci", "hold 10 per second for 2 s", Map.of());
        return share(trial, share);
    }

    private static Trial previews(String share) throws Exception {
        var load = Map.of("closed", "ramp 0 to 3 users for 9 s", "every", "1 s");
        var trial = new Trial(VoucherPreviewSpike.class).scenarioFile("profiles.ci", load);
        return share(trial, share);
    }

    private static Trial share(Trial trial, String share) throws Exception {
        return trial.patient()
                .named()
                .with(StagingDeployment.everything())
                .with("PERF_SHARE", share)
                .with("PERF_RUN_GROUP", "it-7");
    }

    /** How many vouchers have one redeemed event, where none has more. */
    private static int redeemedOnce() throws Exception {
        try (var connection = StagingDeployment.connect();
                var statement = connection.createStatement()) {
            var answer = statement.executeQuery("""
                    select count(*), max(n) from (select count(*) n from voucher_events
                      where event_type::text = 'redeemed' group by voucher_id) redeems
                    """);
            answer.next();
            assertThat(answer.getInt(2)).isEqualTo(1);
            return answer.getInt(1);
        }
    }
}
