package loadtest.share;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import loadtest.measure.LoadEvent;

/**
 * Writes the events of a load, compressed. What has been flushed can be read back however the process ends; a file that
 * was not closed lacks its end, which {@link EventReader} notices.
 */
final class EventWriter implements AutoCloseable {
    static final int END = 0;
    static final int ENDED = 1;
    static final int USER = 2;

    /** From here on, JSON of the class at this place of {@link #OTHERS}. */
    static final int OTHER = 3;

    /** Rare beside requests and users, so that their size does not count. */
    static final List<Class<? extends LoadEvent>> OTHERS =
            List.of(LoadEvent.SentAgain.class, LoadEvent.Slow.class, LoadEvent.Failed.class, LoadEvent.Answered.class);

    private static final int BUFFER = 1 << 16;

    private final DataOutputStream out;

    /** @throws IOException if the file cannot be made */
    EventWriter(Path file) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(new Compressed(Files.newOutputStream(file)), BUFFER));
    }

    private static final class Compressed extends GZIPOutputStream {
        Compressed(OutputStream out) throws IOException {
            super(out, BUFFER, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    void write(LoadEvent event) throws IOException {
        if (event instanceof LoadEvent.Ended ended) {
            out.writeByte(ENDED);
            write(ended);
        } else if (event instanceof LoadEvent.User user) {
            out.writeByte(USER);
            text(user.scenario());
            out.writeBoolean(user.start());
            out.writeLong(user.time());
        } else {
            out.writeByte(OTHER + OTHERS.indexOf(event.getClass()));
            text(ShareJson.MAPPER.writeValueAsString(event));
        }
    }

    private void write(LoadEvent.Ended ended) throws IOException {
        var sample = ended.sample();
        text(sample.scenario());
        out.writeByte(ended.groups().size());
        for (var group : ended.groups()) {
            text(group);
        }
        text(sample.name());
        out.writeLong(sample.start());
        out.writeInt(sample.millis());
        out.writeBoolean(sample.ok());
        out.writeShort(sample.code().orElse(0));
        out.writeBoolean(sample.message().isPresent());
        if (sample.message().isPresent()) {
            text(sample.message().get());
        }
        out.writeBoolean(sample.sent());
    }

    private void text(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.writeByte(END);
        out.close();
    }
}
