package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void oneDocumentHoldsWhatEveryBenchmarkPrinted() throws IOException {
        var sewing = report("sewing", 1.4);
        var baking = report("baking", 2.0);

        assertThat(sewing.keepsAllAims()).isTrue();
        assertThat(baking.keepsAllAims()).isFalse();
        var document = Files.readString(folder.resolve("benchmarks.md"));
        assertThat(document).contains("## baking", "## sewing");
        for (var line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (!line.startsWith("All benchmarks: ")) {
                assertThat(document).contains(line);
            }
        }
        assertThat(document)
                .contains(
                        "- A machine sews.",
                        "| 10000  | 3.0 s (2.0–4.0) | 1.50x |",
                        "- sewing beside hands: kept (aim: at most 1.5x)",
                        "- baking beside hands: MISSED (aim: at most 1.5x)");
    }

    private BenchmarkReport report(String name, double ratio) throws IOException {
        var report = new BenchmarkReport(name, new PrintStream(printed, true, StandardCharsets.UTF_8), folder);
        report.note("A machine sews.");
        var table = BenchmarkTable.of("Shirts", "shirts", "time", "ratio");
        table.row(10_000, MedianRange.of(List.of(4.0, 2.0, 3.0), "s", 1), MedianRange.of(List.of(1.5), "x", 2));
        report.table(table);
        report.aim(name + " beside hands", ratio, Aim.atMost(1.5, "x"));
        report.write();
        return report;
    }

    @Test
    void aWorkFolderIsOneBenchmarksAndGoesWithIt() throws IOException {
        var work = WorkFolder.in(folder);
        Files.writeString(work.path().resolve("file"), "");

        assertThatThrownBy(() -> WorkFolder.in(folder))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("another benchmark is running in " + folder);
        work.close();

        assertThat(work.path()).doesNotExist();
        try (var next = WorkFolder.in(folder)) {
            assertThat(next.path()).isEmptyDirectory();
        }
    }
}
