package loadtest.scenario.campaign;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.Mask;

/**
 * Writes the dispatcher's answers, one line of NDJSON each, and a short line on the console. Answers go through a bounded
 * queue, so that a slow disk never delays a sender; lost answers are counted. Phone numbers keep their last three
 * digits only, unless they are asked for.
 */
public final class ResponseLog implements AutoCloseable {
    private static final int QUEUE = 10_000;

    /** Writes ASCII only, so that an answer cannot send control characters to a terminal that shows the file. */
    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final Supplier<Path> file;
    private final LoggedBody bodies;
    private final Thread writer = Daemon.thread("response-log", this::write);
    private volatile boolean closed;
    private volatile String failure = "";

    /**
     * One answer of the dispatcher.
     *
     * @param status HTTP status; 0 where no answer came
     * @param millis response time
     */
    public record Answer(Instant time, String batchReference, int status, long millis, String body) {}

    /** An answer with its body cut; {@code waba} is null where the body has none. */
    private record Entry(Answer answer, boolean cut, ObjectNode waba) {}

    /**
     * @param file where it goes; asked once, when the first answer is written
     * @param mask hides the secrets that an answer repeats
     * @param phones whether phone numbers are written in full
     */
    public ResponseLog(Supplier<Path> file, Mask mask, boolean phones) {
        this.file = file;
        this.bodies = new LoggedBody(mask, phones);
        writer.start();
    }

    /** Offers an answer; never waits. */
    public void offer(Answer answer) {
        offered.incrementAndGet();
        queue.offer(entry(answer)); // with a full queue the answer is lacking
    }

    /** Cuts a huge body, since thousands of entries may be queued. */
    private Entry entry(Answer answer) {
        var waba = counts(DispatchLedger.parse(answer.body()).path("waba"));
        var body = bodies.kept(answer.body());
        return new Entry(
                new Answer(answer.time(), answer.batchReference(), answer.status(), answer.millis(), body),
                body.length() < answer.body().length(),
                waba);
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
        try (var lines = new Lines()) {
            while (!closed || !queue.isEmpty()) {
                var entry = queue.poll(100, TimeUnit.MILLISECONDS);
                if (entry != null) {
                    lines.write(entry);
                    written.incrementAndGet();
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = "the response log cannot be written: " + Failure.line(e);
            System.out.println(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Lines implements AutoCloseable {
        private Writer out;

        void write(Entry entry) throws IOException {
            if (out == null) {
                var path = file.get().toAbsolutePath();
                Files.createDirectories(path.getParent());
                // Files.newBufferedWriter would fail on half a surrogate pair, which an answer may hold.
                out = new OutputStreamWriter(Files.newOutputStream(path), StandardCharsets.UTF_8);
            }
            var answer = entry.answer();
            var line = new LinkedHashMap<String, Object>();
            line.put("time", answer.time().toString());
            line.put("batchReference", answer.batchReference());
            line.put("status", answer.status());
            line.put("millis", answer.millis());
            line.put("waba", entry.waba());
            line.put("body", bodies.written(answer.body(), entry.cut()));
            out.write(json.writeValueAsString(line) + "\n");
            out.flush();
            System.out.println("dispatched " + answer.batchReference() + ": " + answer.status() + " in "
                    + answer.millis() + " ms");
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }

    /** Keeps the counts only; the message ids may be many and do not help a reviewer. */
    private ObjectNode counts(JsonNode waba) {
        return waba.isMissingNode()
                ? null
                : json.createObjectNode()
                        .put("accepted", waba.path("accepted").asLong())
                        .put("rateLimited", waba.path("rateLimited").asLong())
                        .put("messageIds", waba.path("messageIds").size());
    }
}
