package loadtest.scenario.campaign;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.Mask;
import loadtest.settings.Secret;

/**
 * The dispatcher's answers, one line of NDJSON each, with a short line on the console. Answers are offered to a bounded
 * queue, so that a slow disk never holds up a sender; what is lost is counted. Phone numbers keep their last three
 * digits only, unless they are asked for.
 */
public final class ResponseLog implements AutoCloseable {
    private static final int QUEUE = 10_000;
    private static final int LONGEST_BODY = 2048; // bytes
    private static final int LONGEST_ESCAPE = 6; // characters for one, as in JSON
    private static final int LONGEST_NUMBER = 20; // characters; more than any phone number has

    /** Digits in a row, but not those of a second: dispatchers tell when they took a batch to the nanosecond. */
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)(?<!:\\d\\d\\.)\\+?\\d{6,}(?=\\d{3}(?!\\d))");

    /** In ASCII alone: what the dispatcher says has no effect on a terminal that shows the file. */
    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final Supplier<Path> file;
    private final Mask mask;
    private final boolean phones;
    /** What may be cut in two at the end of a body that is cut: longer than any secret or number, in characters. */
    private final int margin;

    private final Thread writer = Daemon.thread("response-log", this::write);
    private volatile boolean closed;
    private volatile String trouble = "";

    /**
     * One answer of the dispatcher.
     *
     * @param status HTTP status; 0 where no answer came
     * @param millis response time
     */
    public record Answer(Instant time, String batchReference, int status, long millis, String body) {}

    /** An answer with no more of its body than may be written; {@code waba} is null where it says nothing of it. */
    private record Entry(Answer answer, boolean cut, ObjectNode waba) {}

    /**
     * @param file where it goes; asked once, when the first answer is written
     * @param secrets not to be written, should an answer repeat them
     * @param phones whether phone numbers are written in full
     */
    public ResponseLog(Supplier<Path> file, List<Secret> secrets, boolean phones) {
        this.file = file;
        this.mask = Mask.current().and(secrets);
        this.phones = phones;
        this.margin = Math.max(
                LONGEST_NUMBER,
                secrets.stream()
                        .mapToInt(secret -> LONGEST_ESCAPE * secret.reveal().length())
                        .max()
                        .orElse(0));
        writer.start();
    }

    /** Offers an answer; never waits. */
    public void offer(Answer answer) {
        offered.incrementAndGet();
        queue.offer(entry(answer)); // with a full queue the answer is lacking
    }

    /** Thousands of them may wait, so that a huge body is not kept as it is. */
    private Entry entry(Answer answer) {
        var waba = counts(DispatchLedger.parse(answer.body()).path("waba"));
        var most = LONGEST_BODY + margin;
        if (answer.body().length() <= most) {
            return new Entry(answer, false, waba);
        }
        var body = answer.body().substring(0, most);
        return new Entry(
                new Answer(answer.time(), answer.batchReference(), answer.status(), answer.millis(), body), true, waba);
    }

    /** How many answers are not in the file, for whatever reason; after {@link #close()} it does not change any more. */
    public long lacking() {
        return offered.get() - written.get();
    }

    /** Why nothing could be written, or empty. */
    public String trouble() {
        return trouble;
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
            trouble = "the response log cannot be written: " + Failure.line(e);
            System.out.println(trouble);
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
                // Unlike Files.newBufferedWriter it does not fail on half a character, which a cut may leave.
                out = new OutputStreamWriter(Files.newOutputStream(path), StandardCharsets.UTF_8);
            }
            var answer = entry.answer();
            var line = new LinkedHashMap<String, Object>();
            line.put("time", answer.time().toString());
            line.put("batchReference", answer.batchReference());
            line.put("status", answer.status());
            line.put("millis", answer.millis());
            line.put("waba", entry.waba());
            line.put("body", body(entry));
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

    /** Its numbers alone: message ids are of no use to a reviewer, and there may be many. */
    private ObjectNode counts(JsonNode waba) {
        return waba.isMissingNode()
                ? null
                : json.createObjectNode()
                        .put("accepted", waba.path("accepted").asLong())
                        .put("rateLimited", waba.path("rateLimited").asLong())
                        .put("messageIds", waba.path("messageIds").size());
    }

    /** Masked before it is cut: half a secret would not be found. What the first cut may have halved goes, too. */
    private String body(Entry entry) {
        var masked = masked(entry.answer().body());
        return bounded(entry.cut() ? masked.substring(0, Math.max(0, masked.length() - margin)) : masked);
    }

    private static String bounded(String text) {
        var bytes = ByteBuffer.allocate(LONGEST_BODY);
        var rest = CharBuffer.wrap(text);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(rest, bytes, true);
        return text.substring(0, rest.position());
    }

    /** A dispatcher may echo what it was sent. */
    private String masked(String text) {
        // Before the numbers: a secret whose digits are masked would not be found any more.
        var masked = mask.in(text);
        return phones ? masked : PHONE.matcher(masked).replaceAll("***");
    }
}
