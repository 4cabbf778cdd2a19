package loadtest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import loadtest.report.Invocation;

/**
 * What this process can know of the process that started it.
 *
 * @param forked whether the Gatling Maven plugin started this process
 * @param parent the parent's pid; 0 where there is none, or none of this pid namespace
 * @param command the parent's executable; empty where it cannot be read, as of another user's process
 * @param parentStarted when the parent started, as far as that can be read
 * @param started when this process started
 */
record Parentage(
        boolean forked,
        long parent,
        Optional<String> command,
        Optional<Instant> parentStarted,
        Optional<Instant> started) {
    private static final String FORK_MAIN = "io.gatling.plugin.util.ForkMain";
    private static final String FORK_ARGUMENTS = "META-INF/args.txt";

    /** Where Linux keeps the parent's pid even if it hides the parent: {@code pid (name) state parent ...}. */
    private static final Path OWN_STAT = Path.of("/proc/self/stat");

    /** Whether this process is to end with its parent. */
    enum ParentJudgement {
        /** This process is to end with it. */
        WATCHED,
        /** It never ends, or there is none. */
        UNWATCHED,
        /** It is not the process that started this one, which has died already. */
        ORPHANED
    }

    /** Of this process when it first asked: once the parent has died, another one stands in its place. */
    static Parentage atStart() {
        return AtStart.PARENTAGE;
    }

    private static final class AtStart {
        private static final Parentage PARENTAGE = now();
    }

    /** Of this process, at this moment. */
    static Parentage now() {
        var parent = parentPid();
        return new Parentage(
                isForked(),
                parent,
                command(parent),
                ProcessHandle.of(parent).flatMap(process -> process.info().startInstant()),
                ProcessHandle.current().info().startInstant());
    }

    /**
     * The plugin's fork has Maven's JVM as its parent, or is an orphan that something else has adopted: process 1, or
     * any process that asked to adopt orphans. Maven itself may be process 1 of a container.
     */
    ParentJudgement judge() {
        if (!forked) {
            return parent > 1 ? ParentJudgement.WATCHED : ParentJudgement.UNWATCHED;
        }
        if (parent == 0) {
            return ParentJudgement.ORPHANED;
        }
        var mayBeMaven = command.isEmpty() || isJvm(command.get()) && startedFirst();
        return mayBeMaven ? ParentJudgement.WATCHED : ParentJudgement.ORPHANED;
    }

    /** Maven's, where its plugin started this process; otherwise this process alone is one. */
    Invocation invocation() {
        return forked && parentStarted.isPresent()
                ? new Invocation(parentStarted.get(), parent)
                : new Invocation(
                        started.orElseGet(Instant::now), ProcessHandle.current().pid());
    }

    /** The pid of the parent as it is now; 0 if it has died and nothing has adopted this process. */
    static long parentPid() {
        try {
            var stat = Files.readString(OWN_STAT);
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[1]);
        } catch (IOException e) {
            return ProcessHandle.current()
                    .parent()
                    .filter(ProcessHandle::isAlive)
                    .map(ProcessHandle::pid)
                    .orElse(0L);
        }
    }

    private static boolean isJvm(String command) {
        var name = command.replace('\\', '/').replaceFirst(" \\(deleted\\)$", "");
        return name.substring(name.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .matches("javaw?(\\.exe)?");
    }

    private boolean startedFirst() {
        return parentStarted.isEmpty()
                || started.isEmpty()
                || parentStarted.get().isBefore(started.get());
    }

    /** The name of the program rather than how it was called, where that can be read. */
    private static Optional<String> command(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .or(() -> calledAs(pid))
                .filter(command -> !command.isBlank());
    }

    private static Optional<String> calledAs(long pid) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .split("\0", 2)[0]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The plugin starts a main class of its own, with its arguments in a jar that it makes for this one process. */
    private static boolean isForked() {
        return ClassLoader.getSystemResource(FORK_ARGUMENTS) != null
                && Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(frame -> frame.getClassName().equals(FORK_MAIN));
    }
}
