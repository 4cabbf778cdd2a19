package loadtest.standin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import loadtest.testing.Await;
import loadtest.testing.DataMaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Prepared data is whole or not there, whoever is killed over it, and nobody works in another's copy. */
class PreparedDataTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IN_PRODUCTION = 6;

    @TempDir
    Path folder;

    private final AtomicInteger made = new AtomicInteger();
    private final List<Process> started = new ArrayList<>();
    private Path homes;
    private Path prepared;

    @BeforeEach
    void folders() throws IOException {
        homes = Files.createDirectory(folder.resolve("homes"));
        prepared = folder.resolve("prepared");
    }

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void isMadeOnceAndCopiedWithoutWhatItsServerLeft() throws Exception {
        var first = copy("key");
        var second = copy("key");

        assertThat(made).hasValue(1);
        for (var home : List.of(first, second)) {
            assertWhole(home, "made 1");
            for (var left : List.of("postmaster.pid", "postmaster.opts", "epg-lock", "pg_stat/pgstat.stat")) {
                assertThat(home.data().resolve(left)).doesNotExist();
            }
            assertThat(home.data().resolve("pg_stat")).isEmptyDirectory();
        }
        Files.writeString(first.data().resolve("file0"), "changed");
        assertWhole(second, "made 1");
        assertWhole(copy("key"), "made 1");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCopyIsItsOwnersAlone() throws Exception {
        var home = copy("key");
        for (var directory : List.of(home.data(), home.data().resolve("global"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theTwoLastUsedAreKept() throws Exception {
        copy("a");
        copy("b");
        for (var key : List.of("a", "b")) {
            Files.setLastModifiedTime(
                    prepared.resolve(key), FileTime.from(Instant.now().minusSeconds(key.equals("a") ? 100 : 50)));
        }
        copy("a");
        copy("c");

        assertThat(prepared).isDirectoryContaining("glob:**/a").isDirectoryContaining("glob:**/c");
        assertThat(prepared.resolve("b")).doesNotExist();
        try (var left = Files.walk(homes, 2)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("discarded"));
        }
    }

    @Test
    void whatDidNotStopInOrderIsNotKept() throws Exception {
        assertThatThrownBy(() -> new PreparedData(prepared)
                        .into(home(), "key", home -> DataMaker.make(home, "cut off", IN_PRODUCTION)))
                .isInstanceOf(IOException.class)
                .hasMessage("Postgres did not stop in order after it was prepared");
        assertThat(prepared).isEmptyDirectory();
        assertWhole(copy("key"), "made 1");
    }

    @Test
    void oneWhoseProgramsAreGoneIsMadeAnew() throws Exception {
        copy("key");
        Files.writeString(
                prepared.resolve("key/programs"), folder.resolve("gone").toString());

        assertWhole(copy("key"), "made 2");
    }

    @Test
    void aMakerThatIsKilledLeavesItToTheNext() throws Exception {
        var maker = maker("stuck");
        var home = homeOf(maker);
        assertThat(maker.inputReader().readLine()).isEqualTo("making");
        maker.destroyForcibly().waitFor();

        assertThat(prepared).isEmptyDirectory();
        assertWhole(copy("key"), "made 1");
        Leftovers.sweep(homes);
        assertThat(home).doesNotExist();
    }

    @Test
    void oneThatIsKilledOverItsCopyLeavesTheOriginalWhole() throws Exception {
        copy("key");
        var copier = maker("");
        var home = homeOf(copier);
        Await.until(PATIENCE, () -> Files.exists(home.resolve("data")));
        copier.destroyForcibly().waitFor();

        assertWhole(copy("key"), "made 1");
        Leftovers.sweep(homes);
        assertThat(home).doesNotExist();
    }

    @Test
    void threadsAndProcessesAtOnceMakeItOnce() throws Exception {
        var other = maker("");
        var home = homeOf(other);
        var threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Home> copying = () -> copy("key");
            var copies = threads.invokeAll(List.of(copying, copying, copying));
            assertThat(other.inputReader().readLine()).isEqualTo("copied");
            var text = Files.readString(home.resolve("data/file0"));
            assertThat(made.get() + (text.equals("by another process") ? 1 : 0)).isEqualTo(1);
            for (var each : copies) {
                assertWhole(each.get(), text);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Home home() throws IOException {
        return new Home(Files.createDirectory(homes.resolve(UUID.randomUUID().toString())));
    }

    private Home copy(String key) throws Exception {
        var home = home();
        new PreparedData(prepared).into(home, key, in -> DataMaker.make(in, "made " + made.incrementAndGet()));
        return home;
    }

    private static void assertWhole(Home home, String text) throws IOException {
        for (var i = 0; i < DataMaker.FILES; i++) {
            assertThat(home.data().resolve("file" + i)).hasContent(text);
        }
        assertThat(home.folder().resolve("summary.json")).hasContent(text);
        assertThat(PreparedData.programs(home)).isDirectory();
    }

    private Process maker(String how) throws IOException {
        var process = ChildProcess.java(List.of(), DataMaker.class, homes.toString(), prepared.toString(), how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private static Path homeOf(Process maker) throws IOException {
        return Path.of(maker.inputReader().readLine());
    }
}
