package loadtest.standin.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import loadtest.testing.HomeHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what nobody owns any more is swept. */
class LeftoversTest {
    private static final FileTime OLD = FileTime.from(Instant.now().minusSeconds(3_600));

    @TempDir
    Path homes;

    private final List<Process> started = new ArrayList<>();

    @Test
    void aLivingOwnersIsKept() throws IOException {
        var home = home();
        try (var hold = home.take()) {
            Files.setLastModifiedTime(home.folder(), OLD);
            Leftovers.sweep(homes);

            assertThat(home.folder()).isDirectory();
            assertThat(hold.isOpen()).isTrue();
        }
    }

    @Test
    void aDeadOwnersIsSwept() throws Exception {
        var home = owned(deadPid() + " " + Instant.now());
        Files.createDirectories(home.data().resolve("base/1"));
        Files.writeString(home.data().resolve("base/1/file"), "rows");
        Leftovers.sweep(homes);

        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void aNumberThatIsUsedAgainIsNoOwner() throws Exception {
        var self = ProcessHandle.current();
        var home = owned(
                self.pid() + " " + self.info().startInstant().orElseThrow().minusSeconds(60));
        Leftovers.sweep(homes);

        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void anOwnerWhoseNumberMeansNothingHereIsKnownByItsLock() throws Exception {
        var home = home();
        var holder = started(ChildProcess.java(
                        List.of(), HomeHolder.class, home.folder().toString(), deadPid() + " " + Instant.now())
                .start());
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        Leftovers.sweep(homes);
        assertThat(home.folder()).isDirectory();

        holder.destroyForcibly().waitFor();
        Leftovers.sweep(homes);
        assertThat(home.folder()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "4711", "me today", "-1 2026-01-01T00:00:00Z x", "99999999999999999999 now"})
    void aHalfMadeOneIsSweptWhenItIsOldOnly(String owner) throws Exception {
        var home = owned(owner);
        Leftovers.sweep(homes);
        assertThat(home.folder()).as("young").isDirectory();

        Files.setLastModifiedTime(home.folder(), OLD);
        Leftovers.sweep(homes);
        assertThat(home.folder()).as("old").doesNotExist();
    }

    @Test
    void oneWithoutAnOwnerIsSweptWhenItIsOldOnly() throws Exception {
        var home = home();
        Files.createDirectory(home.folder());
        Leftovers.sweep(homes);
        assertThat(home.folder()).isDirectory();

        Files.setLastModifiedTime(home.folder(), OLD);
        Leftovers.sweep(homes);
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void whatIsNoFolderOfAStandInIsNotTouched(@TempDir Path elsewhere) throws Exception {
        var other = Files.createDirectory(homes.resolve("notes"));
        var file = Files.writeString(homes.resolve(UUID.randomUUID().toString()), "a file");
        var link = Files.createSymbolicLink(homes.resolve(UUID.randomUUID().toString()), elsewhere);
        var precious = Files.writeString(elsewhere.resolve("precious"), "");
        Files.writeString(elsewhere.resolve("owner"), deadPid() + " " + Instant.now());
        for (var one : List.of(other, file, elsewhere)) {
            Files.setLastModifiedTime(one, OLD);
        }
        Leftovers.sweep(homes);

        assertThat(List.of(other, file, link, precious)).allMatch(Files::exists);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatIsNoPostgresLives() throws Exception {
        var home = owned(deadPid() + " " + Instant.now());
        var data = Files.createDirectory(home.data());
        // It has the number, works in the directory and names it, as somebody does who reads the log.
        var reader = started(new ProcessBuilder("tail", "-f", "/dev/null", data.toString())
                .directory(data.toFile())
                .redirectErrorStream(true)
                .start());
        Files.writeString(data.resolve("postmaster.pid"), reader.pid() + "\n" + data + "\n");
        Leftovers.sweep(homes);

        assertThat(reader.isAlive()).isTrue();
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void sweepersDoNotDisturbEachOther() throws Exception {
        var dead = deadPid() + " " + Instant.now();
        var abandoned = new ArrayList<Home>();
        for (var i = 0; i < 20; i++) {
            abandoned.add(owned(dead));
            for (var j = 0; j < 20; j++) {
                Files.writeString(abandoned.get(i).folder().resolve("file" + j), "");
            }
        }
        var threads = Executors.newFixedThreadPool(4);
        try {
            // Those who are kept out by the lock, and those who delete the same folders as their watchdogs would.
            var sweeps = new ArrayList<Callable<Void>>();
            for (var i = 0; i < 4; i++) {
                sweeps.add(() -> {
                    Leftovers.sweep(homes);
                    return null;
                });
            }
            abandoned.forEach(home -> sweeps.add(() -> {
                home.delete();
                return null;
            }));
            for (var sweep : threads.invokeAll(sweeps)) {
                sweep.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(abandoned).noneMatch(home -> Files.exists(home.folder()));
    }

    @Test
    void theLibrarysScriptIsSweptWhenItIsOldAndReallyIts(@TempDir Path temporary) throws Exception {
        var text = LeftoversTest.class
                .getResourceAsStream("/sh/detect_linux_distribution.sh")
                .readAllBytes();
        var old = Files.write(temporary.resolve("detect_linux_distribution_1234.sh"), text);
        var young = Files.write(temporary.resolve("detect_linux_distribution_5678.sh"), text);
        var changed = Files.writeString(temporary.resolve("detect_linux_distribution_9.sh"), "of somebody else");
        var other = Files.write(temporary.resolve("my_detect_linux_distribution_1.sh"), text);
        for (var one : List.of(old, changed, other)) {
            Files.setLastModifiedTime(one, OLD);
        }
        Leftovers.sweepScripts(temporary);

        assertThat(old).doesNotExist();
        assertThat(List.of(young, changed, other)).allMatch(Files::exists);
    }

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Home home() {
        return new Home(homes.toAbsolutePath().resolve(UUID.randomUUID().toString()));
    }

    private Home owned(String owner) throws IOException {
        var home = home();
        Files.createDirectory(home.folder());
        Files.writeString(home.folder().resolve("owner"), owner);
        return home;
    }

    /** Of a process that has ended. */
    private static long deadPid() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-version")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return process.pid();
    }

    private Process started(Process process) {
        started.add(process);
        return process;
    }
}
