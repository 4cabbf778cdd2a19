package loadtest.standin.database;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The server of a copy of {@link PreparedData}. The library that makes such data would check its programs byte by byte at
 * every start, and ask only every tenth of a second whether the server is ready; so does the program that stops it.
 *
 * @param port where it listens
 */
record CopiedServer(Home home, PostgresPrograms programs, int port) implements Closeable {
    private static final long LOOK_EVERY_MILLIS = 5;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    /** The line of {@code postmaster.pid} that tells how far it is. */
    private static final int STATUS = 7;

    /**
     * Starts it, and waits until it is ready.
     *
     * @param port 0 for a free one
     */
    static CopiedServer start(Home home, int port, Map<String, String> config)
            throws IOException, InterruptedException {
        var server = new CopiedServer(home, PostgresPrograms.of(home), port == 0 ? freePort() : port);
        // A session of its own: what ends this process's group does not reach it.
        server.control("-W", "-o", server.options(config), "start");
        while (!server.isReady()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return server;
    }

    /** At once: its data is thrown away. */
    @Override
    public void close() throws IOException {
        try {
            control("-W", "-m", "immediate", "stop");
            var end = Instant.now().plus(LONGEST_STOP);
            while (Files.exists(note())) {
                if (Instant.now().isAfter(end)) {
                    throw new IOException("Postgres did not stop within " + LONGEST_STOP.toSeconds() + " s");
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("-D", home.data().toString()));
        all.addAll(List.of(arguments));
        var output =
                ProcessBuilder.Redirect.appendTo(new PostgresStart(home).log().toFile());
        var process = programs.command("pg_ctl", all)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("pg_ctl ended with " + process.exitValue());
        }
    }

    private String options(Map<String, String> config) {
        var options = new StringBuilder("-F -p " + port);
        config.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        return options.toString();
    }

    private boolean isReady() {
        try {
            var lines = Files.readAllLines(note());
            return lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
        } catch (IOException e) {
            return false; // it is not written yet
        }
    }

    /** The server deletes it as its last act. */
    private Path note() {
        return home.data().resolve("postmaster.pid");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
