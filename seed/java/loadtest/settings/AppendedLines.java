package loadtest.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A file of JSON objects, one a line, to which several processes append at the same time. What a killed process has left
 * of its last line ends there, and the next line begins anew.
 */
public final class AppendedLines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int NEW_LINE = '\n';

    /** Behind the end of every file, since some systems let nobody read what is locked. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;

    /** Stays open: where a process closes any channel of a file, some systems take all its locks there away. */
    private final FileChannel reader;

    private final long begin; // bytes that others have written before

    private AppendedLines(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, CREATE, APPEND);
        this.reader = FileChannel.open(file);
        this.begin = channel.size();
    }

    /**
     * Opens the file, which is made with its folders where there is none.
     *
     * @throws IOException if it cannot be written
     */
    public static AppendedLines open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new AppendedLines(file);
    }

    /** @throws IOException if the disk is full, for example */
    public void append(String json) throws IOException {
        synchronized (AppendedLines.class) { // a lock holds against other processes, and throws against another thread
            var lock = channel.lock(LOCKED, 1, false);
            try {
                var line = ByteBuffer.wrap(((isTorn() ? "\n" : "") + json + "\n").getBytes(UTF_8));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            } finally {
                lock.release();
            }
        }
    }

    /**
     * Counts the lines that are in the file now and were not when it was opened.
     *
     * @param counted given every line that is whole
     * @throws IOException if the file cannot be read
     */
    public long count(Predicate<JsonNode> counted) throws IOException {
        reader.position(begin);
        return objects(Channels.newInputStream(reader)).filter(counted).count();
    }

    /**
     * The objects of a file's whole lines.
     *
     * @throws IOException if the file cannot be read
     */
    public static List<JsonNode> objects(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return objects(bytes).toList();
        }
    }

    private static Stream<JsonNode> objects(InputStream bytes) {
        return new BufferedReader(new InputStreamReader(bytes, UTF_8))
                .lines()
                .map(AppendedLines::object)
                .flatMap(Optional::stream);
    }

    /** Whether what is appended can be read again, which a device for example does not allow. */
    public boolean isKept() {
        return Files.isRegularFile(file);
    }

    /**
     * Why a file cannot be appended to, in words; empty where it can, or where there is none. Changes nothing.
     */
    public static Optional<String> problem(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var writable = FileChannel.open(file, APPEND)) {
            return writable.size() == 0 || isOfJsonLines(file)
                    ? Optional.empty()
                    : Optional.of("its first line is no JSON object, so it is another file than a log; name one of its"
                            + " own");
        } catch (IOException e) {
            return Optional.of(Failure.reason(e));
        }
    }

    /** A first line that was cut off when its process was killed begins as one. */
    private static boolean isOfJsonLines(Path file) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            var first = lines.readLine();
            return object(first).isPresent() || first.startsWith("{\"") && lines.readLine() == null;
        }
    }

    private static Optional<JsonNode> object(String line) {
        try {
            return Optional.ofNullable(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private boolean isTorn() throws IOException {
        var last = ByteBuffer.allocate(1);
        return reader.size() > 0 && reader.read(last, reader.size() - 1) == 1 && last.get(0) != NEW_LINE;
    }

    @Override
    public void close() throws IOException {
        synchronized (AppendedLines.class) {
            reader.close();
            channel.close();
        }
    }
}
