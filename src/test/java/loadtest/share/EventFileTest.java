package loadtest.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.LoadEvent;
import loadtest.measure.RequestKey;
import loadtest.measure.Sample;
import loadtest.measure.StatusCounts;
import loadtest.measure.TracedSample;
import loadtest.testing.SampleShares;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFileTest {
    private static final Sample FAILED = new Sample(
            "redeem",
            "outer",
            "POST /é",
            1_900_000_000_000L,
            30_001,
            false,
            Optional.of(503),
            Optional.of("found 503\n\"quoted\""));

    private static final List<LoadEvent> ALL_KINDS = List.of(
            new LoadEvent.User("redeem", true, 1_900_000_000_000L),
            new LoadEvent.Ended(FAILED, List.of("outer", "inner")),
            new LoadEvent.Ended(
                    new Sample("redeem", "", "GET /x", 5, 0, false, Optional.empty(), Optional.of(""), false),
                    List.of()),
            new LoadEvent.SentAgain(new RequestKey("redeem", "POST /é"), 17),
            new LoadEvent.Slow(new TracedSample(FAILED, Optional.of("run-1-7"), Optional.of("cf-ray abc"))),
            new LoadEvent.Slow(new TracedSample(FAILED, Optional.empty(), Optional.empty())),
            new LoadEvent.Failed(
                    new TracedSample(FAILED, Optional.of("run-1-7"), Optional.empty()),
                    Map.of("voucherId", "v-1"),
                    "Bad gateway"),
            new LoadEvent.Answered(
                    new DispatcherAnswer(
                            "b-1", true, 40, 2, new StatusCounts(new TreeMap<>(Map.of(200, 40L, 429, 2L)), 42)),
                    18),
            new LoadEvent.User("redeem", false, 1_900_000_030_001L));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("events.bin.gz");
    }

    @Test
    void readsWhatWasWrittenInItsOrder() throws IOException {
        write(ALL_KINDS);

        assertThat(read()).containsExactlyElementsOf(ALL_KINDS);
        assertThat(wasWhole).isTrue();
    }

    @Test
    void ofAFileThatIsCutAnywhereTheBeginningIsReadAndTheTearNoticed() throws IOException {
        var events = SampleShares.load(40);
        write(events);
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));

            var read = read();
            assertThat(wasWhole).as("cut after %d bytes", length).isFalse();
            assertThat(events.subList(0, read.size())).isEqualTo(read);
        }
    }

    @Test
    void whatWasFlushedIsReadThoughTheWriterWasKilled() throws IOException {
        var writer = new EventWriter(file); // never closed, as by SIGKILL
        for (var event : ALL_KINDS) {
            writer.write(event);
        }
        writer.flush();

        assertThat(read()).containsExactlyElementsOf(ALL_KINDS);
        assertThat(wasWhole).isFalse();
    }

    @Test
    void changedBytesAreATear() throws IOException {
        write(SampleShares.load(400));
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);

        read();
        assertThat(wasWhole).isFalse();
    }

    /** As somebody might write who wants the merge to stumble. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "3|null",
                "3|{}",
                "3|{'request':null,'time':5}",
                "3|{'request':{'scenario':'redeem','group':'','name':null},'time':5}",
                "4|{'traced':null}",
                "4|{'traced':{'sample':null,'id':null,'answerId':null}}",
                "5|{'traced':{'sample':{'scenario':'redeem'}},'fixture':{},'answer':''}",
                "6|{'answer':null,'time':5}",
                "6|[]",
                "7|{}",
                "99|{}",
                "-1|{}"
            })
    void whatNoShareWritesIsATear(byte kind, String json) throws IOException {
        var text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeByte(kind);
            out.writeInt(text.length);
            out.write(text);
            out.writeByte(EventWriter.END);
        }

        assertThat(read()).isEmpty();
        assertThat(wasWhole).isFalse();
    }

    @Test
    void noResponseTakesLessThanNoTime() throws IOException {
        var sample = new Sample("redeem", "", "GET /x", 5, -1, true, Optional.of(200), Optional.empty());
        write(List.of(new LoadEvent.Ended(sample, List.of())));

        assertThat(read()).isEmpty();
        assertThat(wasWhole).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsTornFromTheStart() {
        assertThat(read()).isEmpty();
        assertThat(wasWhole).isFalse();
    }

    private boolean wasWhole;

    private List<LoadEvent> read() {
        var events = new ArrayList<LoadEvent>();
        var reader = EventReader.of(file);
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        wasWhole = reader.isWhole();
        return events;
    }

    private void write(List<LoadEvent> events) throws IOException {
        try (var writer = new EventWriter(file)) {
            for (var event : events) {
                writer.write(event);
            }
        }
    }
}
