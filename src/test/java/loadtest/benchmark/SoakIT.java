package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("more-runs")
@EnabledOnOs(OS.LINUX)
class SoakIT {
    @TempDir
    Path folder;

    @Test
    void readsBothProcessesAndTheDatabaseWhileTheLoadGoesOn() throws Exception {
        var printed = new ByteArrayOutputStream();
        try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            var report = new BenchmarkReport("soak", out, folder.resolve("results"));
            new Soak(Duration.ofSeconds(6), 30, Duration.ofSeconds(1), Trial.SHORT_LIVED)
                    .run(report, folder.resolve("work"));
            report.write();
        }

        var rows = Files.readAllLines(folder.resolve("results/soak.csv"));
        assertThat(rows.get(0)).startsWith("seconds,heap of the generator").endsWith(",database of the stand-in");
        assertThat(rows).hasSizeGreaterThan(6);
        assertThat(rows.get(5)).matches("\\d+(,[1-9]\\d*){9}");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("The generator ended with 0: PASSED")
                .containsPattern(
                        "\\| open files of the stand-in +\\| \\d+ files +\\| \\d+ files +\\| -?[\\d,]+ files an hour");
    }
}
