package loadtest.standin.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that outlives its owner by a moment: when the pipe from the owner ends, however the owner died,
 * it stops every Postgres process of one folder and deletes the folder. Uses the JDK alone, so that its class path is
 * one folder and it starts in a tenth of a second.
 */
public final class Watchdog implements AutoCloseable {
    /** Of util-linux; other systems have none, and need none without process groups of ours. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Process process;
    private final Home home;

    private Watchdog(Process process, Home home) {
        this.process = process;
        this.home = home;
    }

    /** Starts watching over the folder of one stand-in. */
    public static Watchdog over(Home home) throws IOException {
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
        var process = ChildProcess.of(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // By the pipe, not as an argument: it finds the processes of the folder by their command lines.
        process.getOutputStream().write((home.folder() + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new Watchdog(process, home);
    }

    /** Ends the pipe and waits until Postgres is stopped and the folder is gone, even if it was killed itself. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                home.remove();
            }
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
            new Home(Path.of(home)).remove();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
