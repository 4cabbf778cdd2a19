package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loadtest.report.summary.RunOutcome;
import loadtest.testing.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubTest {
    @TempDir
    Path folder;

    @Test
    void appendsTheTableToTheJobsSummary() throws IOException {
        var file = Files.writeString(folder.resolve("summary.md"), "before\n");

        new GitHub(Map.of("GITHUB_STEP_SUMMARY", file.toString()))
                .publish(StoredRun.ofDay(1)
                        .millis(600)
                        .ended(RunOutcome.FAILED, "POST /redeem failed: found <503> | `x`")
                        .summary());

        assertThat(Files.readString(file))
                .startsWith("before\n### station\\_redeem\\_peak, ramp: FAILED\n")
                .contains("| MISSED | POST /redeem p95 | &lt; 500 ms | 600 ms | 200 |  |\n")
                .contains("- POST /redeem failed: found &lt;503&gt; \\| \\`x\\`\n");
    }

    @Test
    void annotatesEachPromiseThatWasMissed() {
        var failed = StoredRun.ofDay(1)
                .millis(600)
                .ended(RunOutcome.FAILED, "said once")
                .summary();

        assertThat(GitHub.annotations(failed))
                .containsExactly(
                        "::error title=station_redeem_peak (ramp)::POST /redeem p95 is 600 ms, limit < 500 ms");
    }

    @Test
    void annotatesTheReasonWhereNoPromiseWasMissed() {
        var cutOff = StoredRun.ofDay(1)
                .ended(RunOutcome.INTERRUPTED, "100 %\r\n::warning::x")
                .summary();

        assertThat(GitHub.annotations(cutOff))
                .containsExactly("::error title=station_redeem_peak (ramp)::100 %25%0D%0A::warning::x");
        assertThat(GitHub.annotations(StoredRun.ofDay(1)
                        .profile("a:b,c")
                        .ended(RunOutcome.FAILED, "x")
                        .summary()))
                .containsExactly("::error title=station_redeem_peak (a%3Ab%2Cc)::x");
    }

    @Test
    void aRunThatPassedIsNotAnnotated() {
        assertThat(GitHub.annotations(StoredRun.ofDay(1).summary())).isEqualTo(List.of());
    }

    @Test
    void doesNothingElsewhereAndNeverThrows() throws IOException {
        new GitHub(Map.of()).publish(StoredRun.ofDay(1).summary());
        new GitHub(Map.of("GITHUB_STEP_SUMMARY", folder.toString()))
                .publish(StoredRun.ofDay(1).summary());

        assertThat(folder).isEmptyDirectory();
    }
}
