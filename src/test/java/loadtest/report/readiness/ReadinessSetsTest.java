package loadtest.report.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import loadtest.report.history.PastRun;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.Nights;
import loadtest.testing.PastRuns;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs a release is decided on, and what is said of them. */
class ReadinessSetsTest {
    @TempDir
    Path folder;

    @Test
    void countsTheNewestRunOfEveryScenarioOfAProfileAndTarget() throws IOException {
        Nights.in(folder, 8);

        var sets = sets();

        assertThat(sets)
                .extracting(ReadinessSet::title)
                .containsExactly(
                        "ci on admin.staging.example.com, agents.staging.example.com, dispatch.staging.example.com",
                        "local on the stand-in");
        assertThat(sets.get(0).headline())
                .isEqualTo("Ready: 4 of 5; station_redeem_peak is not (POST /redeem p95 is 612 ms, limit < 500 ms).");
        assertThat(sets.get(0).runs()).hasSize(5);
        assertThat(sets.get(0).ready()).isFalse();
    }

    /** Only the merge of all machines proves anything. */
    @Test
    void thePartOfOneMachineIsNoRunThatCounts() throws IOException {
        StoredRun.ofDay(1).in(folder);
        StoredRun.ofDay(2).share("1/2").in(folder);
        StoredRun.ofDay(3)
                .share("2/2")
                .ended(RunOutcome.FAILED, "the response log lacks 3 answers")
                .in(folder);
        StoredRun.ofDay(4).scenario("api_smoke").share("1/2").in(folder);

        assertThat(entry("station_redeem_peak").ready()).isTrue();
        assertThat(risks("station_redeem_peak")).isEmpty();
        assertThat(entry("api_smoke").why()).isEqualTo("no run of it");
    }

    @Test
    void theStandInIsNoStatementOfReadiness() throws IOException {
        StoredRun.ofDay(1).scenario("api_smoke").profile("local").onTheStandIn().in(folder);

        assertThat(only().headline())
                .startsWith(
                        "No statement of readiness: the stand-in was loaded, not a deployment; kept their promises: 1 of ")
                .contains("; station_redeem_peak did not (no run of it)");
        assertThat(only().ready()).isFalse();
    }

    /** Its hosts say nothing of it: the scenarios of a deployment load different ones. */
    @Test
    void runsOfOneInvocationAreOfOneTargetAndOthersAreNot() throws IOException {
        StoredRun.ofDay(1)
                .scenario("api_smoke")
                .on("agents.a.example.com")
                .of("a")
                .in(folder);
        StoredRun.ofDay(2).on("stations.a.example.com").of("a").in(folder);
        StoredRun.ofDay(3)
                .scenario("api_smoke")
                .on("agents.b.example.com")
                .of("b")
                .in(folder);
        StoredRun.ofDay(4).on("stations.b.example.com").of("b").in(folder);
        StoredRun.ofDay(5).on("stations.a.example.com").in(folder); // of an earlier version, which has no invocation

        assertThat(sets())
                .extracting(ReadinessSet::where)
                .containsExactly(
                        "agents.a.example.com, stations.a.example.com", "agents.b.example.com, stations.b.example.com");
    }

    @Test
    void aRunThatDidNotHappenCountsAlsoWhereItsTargetIsUnknown() throws IOException {
        StoredRun.ofDay(1).in(folder);
        StoredRun.ofDay(2)
                .ended(RunOutcome.NOT_RUN, "PERF_BASE_URL: found 'x'")
                .on(null)
                .in(folder);

        assertThat(entry("station_redeem_peak").ready()).isFalse();
        assertThat(entry("station_redeem_peak").why()).isEqualTo("NOT_RUN: PERF_BASE_URL: found 'x'");
    }

    @Test
    void aMistypedProfileIsNoReport() throws IOException {
        StoredRun.ofDay(1).in(folder);
        StoredRun.ofDay(2)
                .profile("rmap")
                .ended(RunOutcome.NOT_RUN, "no scenario has a profile rmap")
                .in(folder);

        assertThat(sets()).extracting(ReadinessSet::profile).containsExactly("ramp");
    }

    /** What has run counts, whatever has become of its profile since. */
    @Test
    void aProfileThatNoScenarioHasAnyLongerIsAReport() throws IOException {
        StoredRun.ofDay(1).profile("former").in(folder);

        assertThat(only().profile()).isEqualTo("former");
    }

    @Test
    void aRehearsalIsNoRowButNamedAsARisk() throws IOException {
        StoredRun.ofDay(1).in(folder);
        StoredRun.ofDay(2)
                .millis(900)
                .ended(RunOutcome.FAILED, "slow")
                .rehearsing("slow")
                .in(folder);
        StoredRun.ofDay(2).scenario("api_smoke").rehearsing("slow").in(folder);

        assertThat(entry("station_redeem_peak").ready()).isTrue();
        assertThat(risks("station_redeem_peak")).containsExactly("a rehearsal of 2030-02-02 is newer and left out");
        assertThat(entry("api_smoke").why()).isEqualTo("only a rehearsal, no run that counts");
    }

    /** It may have been of this profile and target. */
    @Test
    void aNewerRunThatLeftNoVerdictIsNamedAsARisk() throws IOException {
        StoredRun.ofDay(1).in(folder);
        StoredRun.ofDay(1).scenario("api_smoke").in(folder);
        PastRuns.folder(folder, "stationredeempeak-20300131110000000");
        assertThat(risks("station_redeem_peak")).isEmpty();

        var killed = PastRuns.folder(folder, "stationredeempeak-20300203110000000");
        Files.setLastModifiedTime(killed.resolve("simulation.log"), FileTime.fromMillis(0));

        assertThat(risks("station_redeem_peak"))
                .containsExactly("a run of 2030-02-03 is newer: no verdict: the run was killed");
        assertThat(risks("api_smoke")).isEmpty();
    }

    @Test
    void namesTheRisks() throws IOException {
        StoredRun.ofDay(1).scenario("api_smoke").versions("1.4.1", null).in(folder);
        StoredRun.ofDay(3).few().versions("1.4.2", null).in(folder);
        StoredRun.ofDay(3)
                .scenario("agent_journeys")
                .ended(RunOutcome.INVALID, "the generator fell behind")
                .in(folder);

        assertThat(risks("api_smoke"))
                .containsExactly("2 days older than the newest run", "the target's version was 1.4.1, not 1.4.2");
        assertThat(risks("station_redeem_peak"))
                .containsExactly(
                        "laptop profile: response times do not decide under ramp",
                        "not audited: replays all refused",
                        "few samples: 40 for POST /redeem p95");
        assertThat(entry("agent_journeys").why()).isEqualTo("INVALID: the generator fell behind");
        assertThat(only().caveats()).singleElement().asString().startsWith("Response times do not decide under ramp");
    }

    private List<ReadinessSet> sets() throws IOException {
        return ReadinessSets.of(PastRun.in(folder));
    }

    private ReadinessSet only() throws IOException {
        assertThat(sets()).hasSize(1);
        return sets().get(0);
    }

    private ReadinessEntry entry(String scenario) throws IOException {
        return only().entries().stream()
                .filter(entry -> entry.scenario().equals(scenario))
                .findFirst()
                .orElseThrow();
    }

    private List<String> risks(String scenario) throws IOException {
        return entry(scenario).risks(only().newest());
    }
}
