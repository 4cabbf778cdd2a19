package loadtest.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
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
import loadtest.settings.Secret;

/**
 * The dispatcher's answers, one line of NDJSON each, with a short line on the console. Answers are offered to a bounded
 * queue, so that a slow disk never holds up a sender; what does not fit is counted. Phone numbers keep their last three
 * digits only.
 */
public final class ResponseLog implements AutoCloseable {
    private static final int QUEUE = 10_000;
    private static final int LONGEST_BODY = 2048; // characters
    private static final Pattern PHONE = Pattern.compile("\\+?\\d{6,}(?=\\d{3}(?!\\d))");

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<Answer> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Supplier<Path> file;
    private final List<Secret> secrets;
    private final Thread writer = new Thread(this::write, "response-log");
    private volatile boolean closed;
    private volatile String trouble = "";

    /**
     * One answer of the dispatcher.
     *
     * @param status HTTP status; 0 where no answer came
     * @param millis response time
     */
    public record Answer(Instant time, String batchReference, int status, long millis, String body) {}

    /**
     * @param file where it goes; asked once, when the first answer is written
     * @param secrets not to be written, should an answer repeat them
     */
    public ResponseLog(Supplier<Path> file, List<Secret> secrets) {
        this.file = file;
        this.secrets = secrets;
        writer.setDaemon(true);
        writer.start();
    }

    /** Offers an answer; never waits. */
    public void offer(Answer answer) {
        if (!queue.offer(answer)) {
            dropped.incrementAndGet();
        }
    }

    /** How many answers did not fit into the queue. */
    public long dropped() {
        return dropped.get();
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
                var answer = queue.poll(100, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    lines.write(answer);
                }
            }
        } catch (IOException | RuntimeException e) {
            trouble = "the response log cannot be written: " + e;
            System.out.println(trouble);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Lines implements AutoCloseable {
        private Writer out;

        void write(Answer answer) throws IOException {
            if (out == null) {
                var path = file.get().toAbsolutePath();
                Files.createDirectories(path.getParent());
                // Unlike Files.newBufferedWriter it does not fail on half a character, which a cut may leave.
                out = new OutputStreamWriter(Files.newOutputStream(path), StandardCharsets.UTF_8);
            }
            var waba = DispatchLedger.parse(answer.body()).path("waba");
            var line = new LinkedHashMap<String, Object>();
            line.put("time", answer.time().toString());
            line.put("batchReference", answer.batchReference());
            line.put("status", answer.status());
            line.put("millis", answer.millis());
            line.put("waba", waba.isMissingNode() ? null : counts(waba));
            line.put("body", bounded(masked(answer.body())));
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
        return json.createObjectNode()
                .put("accepted", waba.path("accepted").asLong())
                .put("rateLimited", waba.path("rateLimited").asLong())
                .put("messageIds", waba.path("messageIds").size());
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_BODY ? text : text.substring(0, LONGEST_BODY);
    }

    /** A dispatcher may echo what it was sent. */
    private String masked(String text) {
        var masked = text;
        // First, for one that holds a number would not be found without it.
        for (var secret : secrets) {
            masked = masked.replace(secret.reveal(), secret.toString());
        }
        return PHONE.matcher(masked).replaceAll("***");
    }
}
