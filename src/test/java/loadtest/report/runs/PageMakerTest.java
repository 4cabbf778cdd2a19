package loadtest.report.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loadtest.report.RunFolder;
import loadtest.settings.BadInput;
import loadtest.testing.PastRuns;
import loadtest.testing.SampleRuns;
import loadtest.testing.StoredRun;
import loadtest.testing.SummaryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of runs of which only the summary is left. */
class PageMakerTest {
    @TempDir
    Path folder;

    @Test
    void thePageIsTheOneThatTheRunMadeButLinksOnlyWhatIsLeft() throws IOException {
        var made = folder.resolve("made");
        var left = folder.resolve("out/stationredeempeak-20300131140000123");
        RunFolder.write(SampleRuns.interrupted(), made);
        SummaryFile.write(SampleRuns.interrupted(), left.resolve("summary.json"));

        assertThat(make("")).isEmpty();

        assertThat(Files.readString(left.resolve("verdict.html")))
                .isEqualTo(Files.readString(made.resolve("verdict.html"))
                        .replaceFirst("\"files\":\\[[^]]*]", "\"files\":[\"summary.json\"]"));
        assertThat(Files.readString(folder.resolve("out/index.html")))
                .contains("./stationredeempeak-20300131140000123/verdict.html");
    }

    @ParameterizedTest
    @CsvSource({"passed, PASSED", "failed, FAILED", "cut-off, FAILED"})
    void ofSchemaTwoItHasAllButTheVerdicts(String run, String outcome) throws IOException {
        var old = PastRuns.ofSchemaTwo(run, folder.resolve("out"), "stationredeempeak-20300131200000000");

        assertThat(make("")).isEmpty();

        var page = Files.readString(old.resolve("verdict.html"));
        assertThat(page).contains("<h1>" + outcome + ": ", "\"timeline\":{", "\"requests\":[{\"name\":\"POST /");
        if (run.equals("failed")) {
            assertThat(page).contains("<li>POST /redeem p95 is 519 ms, limit &lt; 500 ms (few samples).</li>");
        }
    }

    @Test
    void oneThatCannotBeReadDoesNotCostTheOthers() throws IOException {
        var broken = StoredRun.ofDay(1).in(folder.resolve("out"));
        Files.writeString(broken.resolve("summary.json"), "{\"schema\": 3, \"scenario\": ");
        var good = StoredRun.ofDay(2).in(folder.resolve("out"));

        assertThat(make(""))
                .singleElement()
                .asString()
                .startsWith(broken.getFileName() + ": ")
                .contains("is not the JSON that this suite writes");
        assertThat(good.resolve("verdict.html")).exists();
        assertThat(broken.resolve("verdict.html")).doesNotExist();
    }

    @Test
    void aNamedRunsPageIsMadeAnewAndNothingElse() throws IOException {
        var one = StoredRun.ofDay(1).in(folder.resolve("out"));
        var other = StoredRun.ofDay(2).in(folder.resolve("out"));
        Files.writeString(one.resolve("verdict.html"), "older");

        assertThat(make(one.getFileName().toString())).isEmpty();

        assertThat(one.resolve("verdict.html")).content().contains("<title>PASSED");
        assertThat(other.resolve("verdict.html")).doesNotExist();
    }

    @Test
    void nothingToMakeIsSaidInOneLine() throws IOException {
        Files.writeString(StoredRun.ofDay(1).in(folder.resolve("out")).resolve("verdict.html"), "there");

        assertThatThrownBy(() -> make("")).isInstanceOf(BadInput.class).hasMessageContaining("has its page");
        assertThatThrownBy(() -> make("nope"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("-Drun: found 'nope'");
    }

    private List<String> make(String run) throws IOException {
        return new PageMaker(folder.resolve("out")).make(run);
    }
}
