package loadtest.standin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processes of Postgres that work in one data directory, whoever started them. Only a program of Postgres that
 * names this directory counts: a number in {@code postmaster.pid} may be another process's by now. Uses the JDK alone,
 * like the {@link Watchdog}.
 */
final class PostgresProcesses {
    /** The last one stands for what it is about to become, where Postgres would run as root otherwise. */
    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "pg_ctl", "unshare");

    /** The two clocks are the same, but Postgres notes whole seconds, and that a moment after it has started. */
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(3);

    private static final long ROUND_MILLIS = 50;
    private static final int QUIET_ROUNDS = 3;
    /** The first three seconds, in which the postmaster may end by itself. */
    private static final int PATIENT_ROUNDS = 60;

    private static final int ROUNDS = 200;

    private final Path data;

    PostgresProcesses(Path data) {
        this.data = data;
    }

    /**
     * Ends them all, within ten seconds.
     *
     * @return whether none is left
     */
    boolean stop() {
        var quiet = 0;
        // A killed initdb or pg_ctl may just have started a child, so one look is not enough.
        for (var round = 0; round < ROUNDS && quiet < QUIET_ROUNDS; round++) {
            var running = running();
            quiet = running.isEmpty() ? quiet + 1 : 0;
            for (var one : running) {
                stop(one, round < PATIENT_ROUNDS && isNoted(one));
            }
            sleep();
        }
        return quiet >= QUIET_ROUNDS;
    }

    /** Whether a child of this process, or the postmaster, works here. Cheaper than a look at all processes. */
    boolean isAtWork() {
        return Stream.concat(ProcessHandle.current().children(), noted().flatMap(ProcessHandle::of).stream())
                .anyMatch(one -> one.isAlive() && isHere(one));
    }

    /** Whether a postmaster has noted its process id, and is gone without having deleted the note. */
    boolean isPostmasterGone() {
        return noted().filter(pid -> ProcessHandle.of(pid)
                        .filter(process -> process.isAlive() && isHere(process))
                        .isEmpty())
                .isPresent();
    }

    private List<ProcessHandle> running() {
        var direct = ProcessHandle.allProcesses().filter(this::isHere).toList();
        return Stream.concat(direct.stream().flatMap(ProcessHandle::descendants), direct.stream())
                .distinct()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private boolean isHere(ProcessHandle process) {
        var info = process.info();
        if (info.command().filter(PostgresProcesses::isProgram).isEmpty()) {
            return false;
        }
        var arguments = info.arguments().map(List::of).orElse(List.of());
        return arguments.contains(data.toString())
                || isNoted(process) && (worksHere(process) || arguments.isEmpty() && startedAsNoted(process));
    }

    private static boolean isProgram(String command) {
        var name = command.replace('\\', '/').replaceFirst(" \\(deleted\\)$", "");
        return PROGRAMS.contains(name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.exe$", ""));
    }

    /** A folder that has been moved, or is reached by another name, is still the one that Postgres works in. */
    private boolean worksHere(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException e) {
            return false;
        }
    }

    /** Windows does not show command lines; there the number and the time that Postgres noted tell its process. */
    private boolean startedAsNoted(ProcessHandle process) {
        return noted(2).map(Instant::ofEpochSecond)
                .flatMap(noted -> process.info().startInstant().map(start -> Duration.between(start, noted)))
                .filter(apart -> apart.abs().compareTo(STARTED_WITHIN) < 0)
                .isPresent();
    }

    private boolean isNoted(ProcessHandle process) {
        return noted().equals(Optional.of(process.pid()));
    }

    private Optional<Long> noted() {
        return noted(0);
    }

    /** Of {@code postmaster.pid}: its pid, the directory, the seconds since 1970 at which it started, its port. */
    private Optional<Long> noted(int line) {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.skip(line).findFirst().map(text -> Long.parseLong(text.strip()));
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
}
