package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("more-runs")
class SeedingIT {
    @TempDir
    Path folder;

    @Test
    void fillsEveryCellOfItsTable() throws Exception {
        var printed = new ByteArrayOutputStream();
        try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            new Seeding(List.of(200), List.of(Duration.ZERO), 1)
                    .run(new BenchmarkReport("seeding", out, folder), folder);
        }

        var time = "[\\d,]+ ms *";
        var cells = "\\| " + time + "\\| " + time + "\\| \\d+\\.\\d\\dx *\\| " + time + "\\| \\d+\\.\\d\\dx *\\|";
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("| 200 "))
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\| 200 +\\| 0 ms +\\| first run +" + cells),
                        line -> assertThat(line).matches("\\| 200 +\\| 0 ms +\\| all changed +" + cells),
                        line -> assertThat(line).matches("\\| 200 +\\| 0 ms +\\| nothing changed +" + cells));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("the canonical seed .*: [\\d,]+ ms; \\[\\d+] round trips .*: (kept|MISSED)");
    }
}
