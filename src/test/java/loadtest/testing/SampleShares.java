package loadtest.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import loadtest.measure.Lateness;
import loadtest.measure.LoadEvent;
import loadtest.measure.Recorder;
import loadtest.measure.Sample;
import loadtest.settings.Share;
import loadtest.share.ClockOffset;
import loadtest.share.ShareFolder;
import loadtest.share.ShareIdentity;
import loadtest.share.ShareJson;
import loadtest.share.ShareRecord;
import loadtest.share.ShareRecording;

/** Shares of a run as their machines would leave them, for tests of their merge. */
public final class SampleShares {
    public static final Instant START = Instant.parse("2030-01-31T14:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleShares() {}

    public static ShareIdentity identity(int part, int of) {
        return new ShareIdentity(
                "nightly-7",
                new Share(part, of),
                Samples.SCENARIO,
                "ramp",
                List.of("hold 100 per second for 30 s"),
                "3fa9c21d0000",
                List.of("staging.example.com"));
    }

    /** One that came to its end, by a clock that is this far off. */
    public static ShareRecord record(ShareIdentity identity, Instant began, ClockOffset clock) {
        return new ShareRecord(
                identity,
                "20300131T140000-00000" + identity.share().part(),
                "machine-" + identity.share().part(),
                START,
                null,
                clock,
                List.of(),
                new ShareRecord.ShareEnd(
                        began,
                        began.plusSeconds(30),
                        null,
                        List.of(),
                        new ShareRecord.Traffic(750, 25, 140, 750, new Lateness(750, 0, 9)),
                        new ShareRecord.Generator(new Lateness(30, 0, 12), 23.5, "nothing"),
                        Map.of()));
    }

    public static ShareRecord record(int part, int of) {
        return record(identity(part, of), START, new ClockOffset(0, 3, "the database's clock"));
    }

    /** Writes one into a folder of its run. */
    public static ShareFolder write(Path run, ShareRecord record) throws IOException {
        var share = ShareFolder.in(run);
        Files.createDirectories(share.path());
        ShareJson.write(share.record(), record);
        return share;
    }

    /**
     * Changes a field of a record.
     *
     * @param field a JSON pointer
     * @param value JSON
     * @return the record's file
     */
    public static Path change(ShareFolder share, String field, String value) throws IOException {
        var json = JSON.readTree(share.record().toFile());
        var pointer = JsonPointer.compile(field);
        ((ObjectNode) json.at(pointer.head())).set(pointer.last().getMatchingProperty(), JSON.readTree(value));
        JSON.writeValue(share.record().toFile(), json);
        return share.record();
    }

    /** Records events as the machine of that share does. */
    public static ShareFolder recorded(Path run, ShareRecord record, Stream<LoadEvent> events) throws IOException {
        var folder = Optional.of(Files.createDirectories(run));
        var recording = new ShareRecording(record.ended(null), new Recorder(), Optional.empty(), () -> folder);
        events.forEach(recording::accept);
        recording.end(record.end());
        return recording.folder();
    }

    /** A load of a sample scenario with six requests, of which one in a hundred fails. */
    public static List<LoadEvent> load(int users) {
        var names = IntStream.range(0, 6).mapToObj(n -> "GET /" + n).toList();
        return load(everyTenMillis(users), Samples.SCENARIO, names, n -> n % 100 != 0);
    }

    /** When users come who come every ten milliseconds, since the beginning. */
    public static List<Long> everyTenMillis(int users) {
        return LongStream.range(0, users).map(n -> 10 * n).boxed().toList();
    }

    /**
     * Users and what each requests, in the order of their times: response times as they are met.
     *
     * @param arrivals when each comes, in milliseconds since the beginning
     * @param names of the requests, by turns
     * @param ok whether the request of the user of this number succeeds
     */
    public static List<LoadEvent> load(List<Long> arrivals, String scenario, List<String> names, IntPredicate ok) {
        var random = new Random(1);
        return IntStream.range(0, arrivals.size())
                .boxed()
                .flatMap(n -> {
                    var at = START.toEpochMilli() + arrivals.get(n);
                    var drawn = (int) Math.min(30_000, Math.round(Math.exp(4 + 0.8 * random.nextGaussian())));
                    // No user leaves in the millisecond in which another one comes: either order would be right.
                    var millis = drawn % 10 == 0 ? drawn + 1 : drawn;
                    return Stream.of(
                            new LoadEvent.User(scenario, true, at),
                            new LoadEvent.Ended(
                                    sample(scenario, names.get(n % names.size()), n, at, millis, ok.test(n)),
                                    List.of()),
                            new LoadEvent.User(scenario, false, at + millis));
                })
                .sorted((one, other) -> Long.compare(one.time(), other.time()))
                .map(LoadEvent.class::cast)
                .toList();
    }

    private static Sample sample(String scenario, String name, int n, long at, int millis, boolean ok) {
        return new Sample(
                scenario,
                "",
                name,
                at,
                millis,
                ok,
                ok ? Optional.of(200) : n % 200 == 0 ? Optional.of(503) : Optional.empty(),
                ok ? Optional.empty() : Optional.of("found " + n % 3));
    }
}
