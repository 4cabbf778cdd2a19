package loadtest.truth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import loadtest.testing.Await;
import loadtest.testing.Trial;

/** The run of one row, from its start to what it leaves. */
final class Course {
    private static final Pattern UNDER_WAY = Pattern.compile("(?m)^> (GET|POST) ");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Row row;
    private final Bench bench;
    private final Trial trial;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private Process process;

    private Course(Row row, Bench bench, Trial trial) {
        this.row = row;
        this.bench = bench;
        this.trial = trial;
    }

    /** Runs a row, whatever comes of it. */
    static Seen of(Row row, Bench bench) throws Exception {
        bench.reset();
        return new Course(row, bench, row.trial(bench.variables())).run();
    }

    private Seen run() throws Exception {
        try {
            row.prepare(this, bench);
            var started = System.nanoTime();
            process = trial.start();
            kept.push(process::destroyForcibly);
            row.accompany(this, bench);
            var result = trial.result(process);
            var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            return new Seen(row, result, bench, millis);
        } finally {
            for (var one : kept) {
                one.close();
            }
        }
    }

    /** The run as it is set up; it can be changed until it is started. */
    Trial trial() {
        return trial;
    }

    /** Something that is to be closed when the run has ended. */
    <T extends AutoCloseable> T keep(T resource) {
        kept.push(resource);
        return resource;
    }

    /** The process that was started: the run, or what stands for Maven. */
    Process process() {
        return process;
    }

    /** Returns when the load has been seen under way, which takes a second, and so many milliseconds more. */
    void loadFor(long millis) throws Exception {
        // The engine's own block on the console, each second, once it has a request to show.
        Await.until(LONGEST_START, () -> UNDER_WAY.matcher(trial.output()).find() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the load did not start: " + trial.output());
        }
        Thread.sleep(millis); // a length of load, which nothing could tell of
    }

    /** Sends a signal to the process, such as {@code STOP}. */
    void signal(String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO();
        if (kill.start().waitFor() != 0) {
            throw new AssertionError("no process to send " + name + " to: " + trial.output());
        }
    }
}
