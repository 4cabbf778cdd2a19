package loadtest.standin.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import loadtest.settings.Daemon;

/** Watches over the start of a Postgres: the library that starts it would wait for a dead one to the end of its time. */
final class PostgresStart {
    private static final long LOOK_EVERY_MILLIS = 100;
    /** Between the end of one program and the start of the next one none is at work, on a busy machine for so long. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(15);
    /** How long its last words may take, once the server has said that it ends or has left its process id behind. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** What Postgres says of a port that is another's. */
    static final String PORT_LOST = "could not create any TCP/IP sockets";

    private static final int LAST_LINES = 3;
    private static final Pattern FAULTS = Pattern.compile("FATAL|PANIC|[Ee]rror:");
    /** What pg_ctl ends with, whatever the server died of, and would hide the server's last words behind. */
    private static final Set<String> OF_PG_CTL =
            Set.of("stopped waiting", "pg_ctl: could not start server", "Examine the log output.");

    private final Home home;

    PostgresStart(Home home) {
        this.home = home;
    }

    /** Where every program of Postgres is to write. */
    Path log() {
        return home.folder().resolve("postgres.log");
    }

    /**
     * Runs the start, on a thread of its own.
     *
     * @throws IOException if it fails or Postgres dies meanwhile, with its last words in one line
     */
    <T> T run(Callable<T> start) throws IOException {
        var thread = Daemon.scheduler("postgres-start");
        try {
            return await(thread.submit(start));
        } catch (ExecutionException e) {
            throw new IOException(
                    "Postgres did not start: "
                            + words(String.valueOf(e.getCause().getMessage())),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postgres was starting", e);
        } finally {
            thread.shutdownNow();
        }
    }

    /** Whether that is what kept a Postgres from starting: somebody else listens on its port. */
    static boolean lostItsPort(IOException failure) {
        return failure.getMessage().contains(PORT_LOST);
    }

    private <T> T await(Future<T> start) throws IOException, ExecutionException, InterruptedException {
        var processes = new PostgresProcesses(home.data());
        var begin = size();
        var lastSeen = System.nanoTime();
        var begun = false;
        while (true) {
            try {
                return start.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                var atWork = processes.isAtWork();
                // Before the first program begins there is nothing to see: they are being unpacked.
                begun |= atWork || size() > begin;
                if (atWork || !begun) {
                    lastSeen = System.nanoTime();
                } else if (System.nanoTime() - lastSeen > patience(processes).toNanos()) {
                    throw new IOException("Postgres died while it was starting: " + words("it said nothing"));
                }
            }
        }
    }

    private Duration patience(PostgresProcesses processes) {
        var dead = processes.isPostmasterGone() || said().stream().anyMatch(FAULTS.asPredicate());
        return dead ? LAST_WORDS : LONGEST_GAP;
    }

    /** Of the log: a program may come and go between two looks, but not without a word. */
    private long size() {
        return log().toFile().length();
    }

    /** What it said last, of its troubles if it names any. */
    private String words(String otherwise) {
        var said = said();
        var troubles = said.stream().filter(FAULTS.asPredicate()).toList();
        var telling = troubles.isEmpty() ? said : troubles;
        return telling.isEmpty()
                ? otherwise
                : String.join("; ", telling.subList(Math.max(0, telling.size() - LAST_LINES), telling.size()));
    }

    /** Without what initdb says of its own success, which ends in how to start the server. */
    private List<String> said() {
        try {
            var log = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8);
            var lines = log.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !OF_PG_CTL.contains(line))
                    .toList();
            var success = IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).endsWith("logfile start"))
                    .findFirst();
            return lines.subList(success.orElse(-1) + 1, lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
