package loadtest.report.invocation;

import static loadtest.report.invocation.InvocationRun.InvocationState.DID_NOT_END;
import static loadtest.report.invocation.InvocationRun.InvocationState.ENDED;
import static loadtest.report.invocation.InvocationRun.InvocationState.GOES_ON;
import static loadtest.report.invocation.InvocationRun.InvocationState.LEFT_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import loadtest.report.Invocation;
import loadtest.report.RunFolder;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationFileTest {
    private static final Invocation MAVEN = new Invocation(Instant.parse("2030-01-31T12:00:00Z"), 4711);

    @TempDir
    Path output;

    @Test
    void holdsWhatBecameOfEachScenarioInTheirOrder() throws IOException {
        begin("redeem", "a").ended(failed());
        begin("preview", "b").leftOut("is not configured: BASE_URL");
        begin("smoke", "c");
        var last = begin("smoke", "c");

        assertThat(last.folder()).isEqualTo(output.resolve("20300131T120000-4711"));
        assertThat(last.runs())
                .extracting(InvocationRun::scenario, InvocationRun::state, InvocationRun::why)
                .containsExactly(
                        tuple("redeem", ENDED, ""),
                        tuple("preview", LEFT_OUT, "is not configured: BASE_URL"),
                        tuple("smoke", GOES_ON, ""));
        assertThat(last.runs().get(0).run().orElseThrow().facts().orElseThrow().outcome())
                .isEqualTo(RunOutcome.FAILED);
    }

    @Test
    void oneThatWasKilledDidNotEnd() throws IOException {
        begin("redeem", "a");
        var next = begin("smoke", "b");

        assertThat(next.runs()).extracting(InvocationRun::state).containsExactly(DID_NOT_END, GOES_ON);
    }

    @Test
    void aTornLineCostsNoOther() throws IOException {
        begin("redeem", "a").ended(failed());
        var file = output.resolve("20300131T120000-4711/outcomes.ndjson");
        Files.writeString(file, "{\"scenario\":\"preview\",\"runId", StandardOpenOption.APPEND);
        var next = begin("smoke", "b");

        assertThat(next.runs()).extracting(InvocationRun::scenario).containsExactly("redeem", "smoke");
        assertThat(next.runs()).extracting(InvocationRun::state).containsExactly(ENDED, GOES_ON);
    }

    /** Its process is the same, and its scenarios come again. */
    @Test
    void theSecondInvocationOfABuildDaemonIsAnother() throws IOException {
        begin("redeem", "a").ended(failed());
        var second = begin("redeem", "b");

        assertThat(second.folder()).isEqualTo(output.resolve("20300131T120000-4711-2"));
        assertThat(second.runs()).extracting(InvocationRun::runId).containsExactly("b");
    }

    @Test
    void aRunThatIsInterruptedAtItsEndEndsOnce() throws IOException {
        var run = begin("redeem", "a");
        run.ended(failed());
        run.ended(failed());

        assertThat(run.runs()).extracting(InvocationRun::state).containsExactly(ENDED);
    }

    private InvocationFile begin(String scenario, String runId) throws IOException {
        return InvocationFile.begin(output, MAVEN, scenario, runId, Set.of());
    }

    private Path failed() {
        var folder = output.resolve("stationredeempeak-20300131140000000");
        assertThat(RunFolder.write(SampleRuns.blown(), folder)).isEmpty();
        return folder;
    }
}
