package loadtest.scenario.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.Mask;

/**
 * Appends the dispatcher's answers to a file, one line of NDJSON each, and prints a short line on the console. Answers go
 * through a bounded queue, so that a slow disk never delays a sender; lost answers are counted. Phone numbers keep their
 * last three digits only, unless they are asked for.
 */
public final class ResponseLog implements AutoCloseable {
    private static final int QUEUE = 10_000;

    private final BlockingQueue<LoggedAnswer> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final Supplier<List<Path>> files;
    private final String runId;
    private final LoggedText texts;
    private final LoggedLine line;
    private final Thread writer = Daemon.thread("response-log", this::write);
    private volatile boolean closed;
    private volatile String failure = "";

    /**
     * One time that a batch was sent.
     *
     * @param number from 1
     * @param targets phone numbers, in the order of the request
     */
    public record Attempt(String batchReference, int number, List<String> targets) {}

    /**
     * One answer of the dispatcher.
     *
     * @param status HTTP status; 0 where no answer came
     * @param millis response time
     * @param cause why the request failed; empty where it did not
     * @param next what the sender does with the batch; empty where it is done
     */
    public record Answer(
            Instant time, Attempt attempt, int status, long millis, String cause, String next, String body) {
        Answer withoutBody() {
            return new Answer(time, attempt, status, millis, cause, next, "");
        }
    }

    /**
     * @param files where it goes, all of it to each; asked for once, when the first answer is written
     * @param runId tells the lines of this run from those of others
     * @param mask hides the secrets that an answer repeats
     * @param phones whether phone numbers are written in full
     */
    public ResponseLog(Supplier<List<Path>> files, String runId, Mask mask, boolean phones) {
        this.files = files;
        this.runId = runId;
        this.texts = new LoggedText(mask, phones);
        this.line = new LoggedLine(runId, texts);
        writer.start();
    }

    /** Offers an answer; never waits. */
    public void offer(Answer answer) {
        offered.incrementAndGet();
        queue.offer(LoggedAnswer.of(answer, texts)); // with a full queue the answer is lacking
    }

    /** Number of answers that are not in the file, for any reason; constant after {@link #close()}. */
    public long lacking() {
        return offered.get() - written.get();
    }

    /** The reason why writing failed, or empty. */
    public String failure() {
        return failure;
    }

    /** Writes what is still queued, waiting ten seconds at most. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            var first = next();
            if (first != null) {
                write(first);
            }
        } catch (IOException | RuntimeException e) {
            failure = "the response log cannot be written: " + Failure.line(e);
            System.out.println(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(LoggedAnswer first) throws IOException, InterruptedException {
        try (var lines = LogFiles.open(files.get())) {
            for (var answer = first; answer != null; answer = next()) {
                lines.append(line.of(answer));
                written.incrementAndGet();
                System.out.println(shown(answer.answer()));
            }
            written.set(lines.kept(runId, written.get()));
        }
    }

    /** The next answer; null when all are written after the end. */
    private LoggedAnswer next() throws InterruptedException {
        LoggedAnswer answer = null;
        while (answer == null && !(closed && queue.isEmpty())) {
            answer = queue.poll(100, TimeUnit.MILLISECONDS);
        }
        return answer;
    }

    private static String shown(Answer answer) {
        return "dispatched " + answer.attempt().batchReference() + ": "
                + (answer.status() == 0
                        ? "no answer: " + answer.cause()
                        : answer.status() + " in " + answer.millis() + " ms")
                + (answer.next().isEmpty() ? "" : ", " + answer.next());
    }
}
