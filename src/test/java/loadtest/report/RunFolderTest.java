package loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Instant STARTED =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    @TempDir
    Path results;

    @Test
    void isEmptyBeforeTheEngineHasMadeIt() {
        assertThat(RunFolder.find(results, "ApiSmoke")).isEmpty();
        assertThat(RunFolder.find(results.resolve("none-yet"), "ApiSmoke")).isEmpty();
    }

    @Test
    void isTheFirstSinceThisProcessStarted() throws IOException {
        folder("apismoke", STARTED.minusMillis(1));
        var ours = folder("apismoke", STARTED.plusMillis(1500));
        folder("apismoke", STARTED.plusSeconds(3600));

        assertThat(RunFolder.find(results, "ApiSmoke")).contains(ours);
    }

    @Test
    void mayBeAsOldAsTheProcess() throws IOException {
        assertThat(RunFolder.find(results, "ApiSmoke")).isEmpty();
        var ours = folder("apismoke", STARTED);

        assertThat(RunFolder.find(results, "ApiSmoke")).contains(ours);
    }

    @Test
    void isNeverThatOfAnotherSimulationOrOfAnEarlierRun() throws IOException {
        folder("agentjourneys", STARTED.plusMillis(1));
        folder("apismoke-copy", STARTED.plusMillis(1));
        folder("apismoke", STARTED.minusSeconds(60));
        Files.createDirectory(results.resolve("apismoke-latest"));

        assertThat(RunFolder.find(results, "ApiSmoke")).isEmpty();
    }

    private Path folder(String name, Instant time) throws IOException {
        var stamp = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);
        return Files.createDirectory(results.resolve(name + "-" + stamp.format(time)));
    }
}
