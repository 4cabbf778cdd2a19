package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import loadtest.settings.StartSteps;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("more-runs")
class StartIT {
    @TempDir
    Path folder;

    @Test
    void showsEveryStepOfARunAndOfItsStandIn() throws Exception {
        try (var out = new PrintStream(OutputStream.nullOutputStream())) {
            var report = new BenchmarkReport("start", out, folder.resolve("results"));
            new Start(1, Trial.SHORT_LIVED, false).run(report, folder.resolve("work"));
            report.write();
        }

        var result =
                new ObjectMapper().readTree(folder.resolve("results/start.json").toFile());
        var rows = result.path("tables").path(0).path("rows");
        assertThat(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.path(0).asText()))
                .startsWith("JVM and engine")
                .contains("stand-in: Postgres", "stand-in: calls that warm it", StartSteps.FIRST_REQUEST)
                .endsWith("end of the process");
        assertThat(result.path("aims").path(0).path("measured").asDouble()).isPositive();
    }
}
