package loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.testing.SampleRuns;
import loadtest.testing.Summaries;
import loadtest.testing.SummaryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Summary SUMMARY = Summaries.of(RunOutcome.PASSED, List.of(), List.of());

    @TempDir
    Path folder;

    @Test
    void holdsEveryFile() {
        var run = folder.resolve("made/on demand");

        assertThat(RunFolder.write(SUMMARY, run)).isEmpty();
        assertThat(run.toFile().list()).contains("summary.json", "junit.xml");
        assertThat(run.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void oneThatCannotBeWrittenDoesNotCostTheOthers() throws IOException {
        Files.createDirectories(folder.resolve("summary.json"));

        assertThat(RunFolder.write(SUMMARY, folder))
                .singleElement()
                .asString()
                .startsWith("the evidence is incomplete: " + folder.resolve("summary.json") + " cannot be written (");
        assertThat(folder.resolve("junit.xml")).isNotEmptyFile();
    }

    @Test
    void saysOfEachWhyItIsMissing() throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "no folder");

        assertThat(RunFolder.write(SUMMARY, file.resolve("run")))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("the evidence is incomplete: ") && !line.contains("\n"));
    }

    @Test
    void thePageLinksNoFileThatIsElsewhere() throws IOException {
        RunFolder.write(SampleRuns.green(), folder);
        assertThat(folder.resolve("verdict.html"))
                .content()
                .contains("[\"index.html\",\"summary.json\",\"junit.xml\",\"readiness.md\"]");

        Files.writeString(folder.resolve("target-metrics.ndjson"), "");
        RunFolder.write(SampleRuns.green(), folder);
        assertThat(folder.resolve("verdict.html")).content().contains("\"readiness.md\",\"target-metrics.ndjson\"]");
    }

    @Test
    void aFullDiskIsSaid() throws IOException {
        var device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "a device that is always full");
        var full = Files.createSymbolicLink(folder.resolve("full"), device);

        assertThat(RunFolder.copy(SUMMARY, full))
                .hasValue("the evidence is incomplete: " + full + " cannot be written (No space left on device)");
    }

    @Test
    void aCopyIsTheSummaryItself() throws IOException {
        var copy = folder.resolve("copies/out.json");

        assertThat(RunFolder.copy(SUMMARY, copy)).isEmpty();
        assertThat(SummaryFile.read(copy)).isEqualTo(SUMMARY);
    }
}
