package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import loadtest.testing.JvmNotes;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
    @Test
    void anUnknownNameIsRefusedInOneLine() throws Exception {
        for (var name : List.of("sewing", "")) {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dbenchmark=" + name,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Benchmarks.class.getName())
                    .redirectErrorStream(true)
                    .start();

            assertThat(JvmNotes.without(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)))
                    .isEqualToIgnoringNewLines("-Dbenchmark: found '" + name
                            + "'; valid: flags, generator, recording, seeding, soak, standin, start");
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }
}
