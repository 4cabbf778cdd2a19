package loadtest.share;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import loadtest.measure.LoadEvent;
import loadtest.measure.Sample;

/** Reads what an {@link EventWriter} wrote, one event after another, up to where it ends or is torn. */
final class EventReader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 24; // bytes of one text; a longer one is no text of ours

    /** No field of an event is without a value. */
    private static final ObjectReader JSON =
            ShareJson.MAPPER.reader().with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private final DataInputStream in;
    private boolean ended;

    private EventReader(DataInputStream in) {
        this.in = in;
    }

    /** Opens a file; one that is missing, or of which not even the beginning can be read, is torn from the start. */
    static EventReader of(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString()); // a pipe, for one, would be waited for
            }
            var bytes = new GZIPInputStream(Files.newInputStream(file), BUFFER);
            return new EventReader(new DataInputStream(new BufferedInputStream(bytes, BUFFER)));
        } catch (IOException e) {
            return new EventReader(new DataInputStream(InputStream.nullInputStream()));
        }
    }

    /** The next event; empty at the end, and where the rest cannot be read. */
    Optional<LoadEvent> next() {
        try {
            var kind = in.readByte();
            if (kind != EventWriter.END) {
                return Optional.of(event(kind));
            }
            ended = in.read() < 0; // reads the check sum, too
        } catch (IOException | RuntimeException e) {
            // torn: the process that wrote it was killed, or the file was changed since
        }
        return Optional.empty();
    }

    /** Whether the end that the writer wrote has been read. */
    boolean isWhole() {
        return ended;
    }

    private LoadEvent event(int kind) throws IOException {
        if (kind == EventWriter.ENDED) {
            return ended();
        }
        if (kind == EventWriter.USER) {
            return new LoadEvent.User(text(), in.readBoolean(), in.readLong());
        }
        var json = text();
        return JSON.readValue(json, EventWriter.OTHERS.get(kind - EventWriter.OTHER));
    }

    /** No response takes less than no time. */
    private int millis() throws IOException {
        var millis = in.readInt();
        if (millis < 0) {
            throw new IOException("no response time: " + millis);
        }
        return millis;
    }

    private LoadEvent.Ended ended() throws IOException {
        var scenario = text();
        var groups = new ArrayList<String>();
        for (int left = in.readByte(); left > 0; left--) {
            groups.add(text());
        }
        var sample = new Sample(
                scenario,
                groups.isEmpty() ? "" : groups.get(0),
                text(),
                in.readLong(),
                millis(),
                in.readBoolean(),
                Optional.of((int) in.readShort()).filter(code -> code > 0),
                in.readBoolean() ? Optional.of(text()) : Optional.empty(),
                in.readBoolean());
        return new LoadEvent.Ended(sample, groups);
    }

    private String text() throws IOException {
        var length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("no text is so long: " + length);
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
