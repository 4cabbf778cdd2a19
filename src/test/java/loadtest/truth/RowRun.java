package loadtest.truth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import loadtest.testing.Await;
import loadtest.testing.Trial;

/** Runs one row in a process of its own and collects the result. */
final class RowRun {
    private static final Pattern UNDER_WAY = Pattern.compile("(?m)^> (GET|POST) ");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final TruthRow row;
    private final Bench bench;
    private final Trial trial;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private Process process;

    private RowRun(TruthRow row, Bench bench, Trial trial) {
        this.row = row;
        this.bench = bench;
        this.trial = trial;
    }

    /** Runs a row; a run that fails is a result like any other. */
    static RowResult of(TruthRow row, Bench bench) throws Exception {
        bench.reset();
        return new RowRun(row, bench, row.trial(bench.variables())).run();
    }

    private RowResult run() throws Exception {
        try {
            row.prepare(this, bench);
            var started = System.nanoTime();
            process = trial.start();
            kept.push(process::destroyForcibly);
            row.accompany(this, bench);
            var result = trial.result(process);
            var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            return new RowResult(row, result, bench, millis);
        } finally {
            for (var one : kept) {
                one.close();
            }
        }
    }

    /** The trial, which can be changed until it is started. */
    Trial trial() {
        return trial;
    }

    /** Registers a resource to close when the run has ended. */
    <T extends AutoCloseable> T keep(T resource) {
        kept.push(resource);
        return resource;
    }

    /** The process that was started: the run itself, or the parent that plays Maven. */
    Process process() {
        return process;
    }

    /** Waits until the console shows the first request, which takes about a second, and then for the given milliseconds. */
    void loadFor(long millis) throws Exception {
        // The engine's own block on the console, each second, once it has a request to show.
        Await.until(LONGEST_START, () -> UNDER_WAY.matcher(trial.output()).find() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the load did not start: " + trial.output());
        }
        Thread.sleep(millis); // the length of the load is what the row needs
    }

    /** Waits until so many requests have reached a fault's endpoints, the checks before the load among them. */
    void requestsFor(String fault, long number) throws Exception {
        Await.until(LONGEST_START, () -> bench.seen(fault) >= number || !process.isAlive());
    }

    /** Sends a signal to the process, such as {@code STOP}. */
    void signal(String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO();
        if (kill.start().waitFor() != 0) {
            throw new AssertionError("no process to send " + name + " to: " + trial.output());
        }
    }
}
