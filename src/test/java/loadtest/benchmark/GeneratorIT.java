package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorIT {
    @TempDir
    Path folder;

    /** A pair whose loads differ is void, so this shows that both simulations send the same calls, too. */
    @Tag("more-runs")
    @Test
    void measuresBothSimulationsOfOneLoad() throws Exception {
        var printed = new ByteArrayOutputStream();
        var load = new TourLoad(5, 1);
        try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            var report = new BenchmarkReport("generator", out, folder.resolve("results"));
            new Generator(List.of(new Generator.Pairs(load, 1)), Trial.SHORT_LIVED).run(report, folder.resolve("work"));
            report.write();
        }

        var result = new ObjectMapper()
                .readTree(folder.resolve("results/generator.json").toFile());
        var row = result.path("tables").path(0).path("rows").path(0);
        assertThat(row.path(0).asInt()).isEqualTo(load.requests()).isEqualTo(30);
        for (var column : List.of(2, 3, 4, 5, 8, 9)) {
            assertThat(row.path(column).path("median").asDouble())
                    .as(result.path("tables")
                            .path(0)
                            .path("columns")
                            .path(column)
                            .asText())
                    .isPositive();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "30 requests, CPU beside the bare simulation, .*: (kept|MISSED) \\(aim: at most 0.75x\\)");
    }
}
