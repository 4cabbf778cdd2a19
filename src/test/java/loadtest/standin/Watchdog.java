package loadtest.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process of its own that outlives its owner by a moment: when the pipe from the owner ends, however the owner died,
 * it stops every Postgres process of one folder and deletes the folder. Uses the JDK alone, so that its class path is
 * one folder and it starts in a tenth of a second.
 */
final class Watchdog implements AutoCloseable {
    /** Of util-linux; other systems have none, and need none without process groups of ours. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private static final long ROUND_MILLIS = 50;
    private static final int QUIET_ROUNDS = 3;
    /** The first three seconds, in which the postmaster may end by itself; after ten seconds the folder goes anyway. */
    private static final int PATIENT_ROUNDS = 60;

    private static final int ROUNDS = 200;

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /**
     * Starts watching over a folder.
     *
     * @param home the folder of one stand-in; its Postgres has its data in {@code home/data}
     */
    static Watchdog over(Path home) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx16m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                codeSource().toString(),
                Watchdog.class.getName()));
        if (Files.isExecutable(SETSID)) {
            // A session of its own, like Postgres has: a kill of the whole process group must not reach it.
            command.add(0, SETSID.toString());
        }
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // By the pipe, not as an argument: it finds the processes of the folder by their command lines.
        process.getOutputStream().write((home.toAbsolutePath() + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new Watchdog(process);
    }

    /** Ends the pipe and waits until Postgres is stopped and the folder is gone. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path codeSource() {
        return Path.of(URI.create(Watchdog.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    /** Reads the folder's name, then waits for the end of the pipe. */
    public static void main(String[] args) throws IOException {
        var watching = Thread.currentThread();
        // Ctrl-C reaches the whole group; the shutdown then waits for the work below to be done.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> join(watching)));
        var pipe = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var home = pipe.readLine();
        if (home != null) {
            while (pipe.readLine() != null) {
                // nothing more is said
            }
            cleanUp(Path.of(home));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cleanUp(Path home) throws IOException {
        var data = home.resolve("data");
        var quiet = 0;
        // A killed initdb or pg_ctl may just have started a child, so one look is not enough.
        for (var round = 0; round < ROUNDS && quiet < QUIET_ROUNDS; round++) {
            var running = processesOf(data);
            quiet = running.isEmpty() ? quiet + 1 : 0;
            var postmaster = postmaster(data);
            for (var one : running) {
                stop(one, round < PATIENT_ROUNDS && postmaster.equals(Optional.of(one.pid())));
            }
            sleep();
        }
        delete(home);
    }

    private static List<ProcessHandle> processesOf(Path data) {
        var self = ProcessHandle.current();
        var direct = ProcessHandle.allProcesses()
                .filter(one -> !one.equals(self))
                .filter(one ->
                        one.info().commandLine().orElse("").contains(data.toString()) || isHiddenPostmaster(one, data))
                .toList();
        return Stream.concat(direct.stream().flatMap(ProcessHandle::descendants), direct.stream())
                .distinct()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Windows does not show command lines; there the number that Postgres left tells its process. */
    private static boolean isHiddenPostmaster(ProcessHandle process, Path data) {
        return process.info().commandLine().isEmpty()
                && process.info().command().orElse("").contains("postgres")
                && postmaster(data).equals(Optional.of(process.pid()));
    }

    private static Optional<Long> postmaster(Path data) {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.findFirst().map(line -> Long.parseLong(line.strip()));
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** SIGQUIT makes the postmaster end at once and take its children and its shared memory with it. */
    private static void stop(ProcessHandle process, boolean postmaster) {
        try {
            var quit = new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()));
            if (postmaster && quit.start().waitFor() == 0) {
                return;
            }
        } catch (IOException e) {
            // no such command on this system
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static void sleep() {
        try {
            Thread.sleep(ROUND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path home) throws IOException {
        if (!Files.exists(home)) {
            return;
        }
        try (var tree = Files.walk(home)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
