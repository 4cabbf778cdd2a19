package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import loadtest.testing.Damage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stand-ins in a folder of their own: the first leaves an archive of its classes, by which the next ones start. */
@Tag("more-runs")
class StandInJvmIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theSecondStartsByTheArchiveOfTheFirstAndOneThatIsDamagedIsMadeAgain() throws Exception {
        assertThat(classesFromArchive()).as("there is none yet").isZero();
        assertThat(classesFromArchive()).isGreaterThan(2_000);

        Damage.ZEROS_WITHIN.to(archive());
        assertThat(classesFromArchive()).isZero();
        assertThat(classesFromArchive()).isGreaterThan(2_000);
    }

    @Test
    void aKilledOneLeavesNoArchive() throws Exception {
        var jvm = StandInJvm.start(folder, List.of());
        assertThat(jvm.process().inputReader().readLine()).startsWith("{");
        jvm.process().destroyForcibly();
        jvm.await(PATIENCE);

        assertThat(classesFromArchive()).isZero();
        assertThat(classesFromArchive()).isPositive();
    }

    /** Those that one stand-in, from its start to its end, did not have to parse and link. */
    private long classesFromArchive() throws Exception {
        var log = folder.resolve("classes.log");
        var jvm = StandInJvm.start(folder, List.of("-Xlog:class+load:file=" + log));
        try (var out = jvm.process().inputReader()) {
            assertThat(out.readLine()).startsWith("{").contains("PERF_BASE_URL");
            jvm.end();
            assertThat(out.readLine()).as("after its one line").isNull();
        }
        jvm.await(PATIENCE);
        assertThat(jvm.process().exitValue()).isZero();
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.endsWith("shared objects file (top)"))
                    .count();
        }
    }

    private Path archive() throws IOException {
        try (var files = Files.walk(folder.resolve("standin-classes"), 2)) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
