package loadtest.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.measure.LoadEvent;
import loadtest.measure.Recorder;
import loadtest.measure.Stats;
import loadtest.testing.SampleShares;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same samples recorded by one machine and by several make the same run. */
class EventsInOrderTest {
    private static final int USERS = 3_000;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} shares")
    @ValueSource(ints = {1, 4, 7})
    void countsPercentilesUsersAndTimelinesAreThoseOfOneMachine(int shares) throws IOException {
        var load = SampleShares.load(USERS);
        var alone = recorder();
        load.forEach(event -> event.tell(alone));

        var merged = merged(divided(load, shares, 0));

        assertThat(merged.requests()).hasSize(6);
        assertThat(figures(merged)).isEqualTo(figures(alone));
        assertThat(merged.timeline()).isEqualTo(alone.timeline());
        assertThat(merged.users(Samples.SCENARIO)).isEqualTo(new Recorder.Users(USERS, USERS));
        assertThat(merged.lateness(Samples.SCENARIO)).isEqualTo(alone.lateness(Samples.SCENARIO));
        assertThat(merged.seconds()).isEqualTo(alone.seconds());
    }

    @Test
    void clocksThatDifferAreMadeOne() throws IOException {
        var load = SampleShares.load(USERS);
        var alone = recorder();
        load.forEach(event -> event.tell(alone));

        assertThat(merged(divided(load, 4, 700)).timeline()).isEqualTo(alone.timeline());
    }

    @Test
    void aTornShareIsNamedAndTheRestIsThere() throws IOException {
        var shares = divided(SampleShares.load(USERS), 4, 0);
        var torn = shares.get(2).folder();
        var bytes = Files.readAllBytes(torn.events());
        Files.write(torn.events(), Arrays.copyOf(bytes, bytes.length / 2));

        try (var events = new EventsInOrder(shares)) {
            var users = 0;
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                users += event.get() instanceof LoadEvent.User user && user.start() ? 1 : 0;
            }
            assertThat(users).isBetween(3 * USERS / 4, USERS - 1);
            assertThat(events.faults())
                    .extracting(ShareFault::words)
                    .containsExactly("share 3/4 in " + torn.run() + " is torn: what it recorded ends before its end");
        }
    }

    /** Whatever else a file says, none of it may pass for a sample of this run, or be read without an end. */
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "other, 1900000000000",
        "own, 9223372036854775807",
        "own, -9223372036854775808",
        "own, 0",
        "own, 1900300000000"
    })
    void anEventOfAnotherLoadIsATear(String scenario, long time) throws IOException {
        var record = SampleShares.record(1, 1);
        var own = new LoadEvent.User(Samples.SCENARIO, true, 1_900_000_000_000L);
        var foreign = new LoadEvent.User(scenario.equals("own") ? Samples.SCENARIO : scenario, true, time);
        var share = SampleShares.write(folder.resolve("run"), record);
        try (var writer = new EventWriter(share.events())) {
            writer.write(own);
            writer.write(foreign);
            writer.write(own);
        }

        try (var events = new EventsInOrder(List.of(new FoundShare(share, record)))) {
            assertThat(events.next()).hasValue(own);
            assertThat(events.next()).isEmpty();
            assertThat(events.faults()).hasSize(1);
        }
    }

    /** Of three shares every third user with what it sent; the clock of the last one is so many milliseconds behind. */
    private List<FoundShare> divided(List<LoadEvent> load, int shares, long behind) throws IOException {
        var found = new ArrayList<FoundShare>();
        for (int part = 1; part <= shares; part++) {
            var clock = new ClockOffset(part == shares ? behind : 0, 2, "the database's clock");
            var record = SampleShares.record(SampleShares.identity(part, shares), SampleShares.START, clock);
            var own = IntStream.range(0, load.size())
                    .filter(n -> n % shares == record.identity().share().part() - 1)
                    .mapToObj(n -> load.get(n).later(-clock.millis()));
            found.add(new FoundShare(SampleShares.recorded(folder.resolve("run-" + part), record, own), record));
        }
        return found;
    }

    private static Recorder merged(List<FoundShare> shares) throws IOException {
        var recorder = recorder();
        try (var events = new EventsInOrder(shares)) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                event.get().tell(recorder);
            }
            assertThat(events.faults()).isEmpty();
        }
        return recorder;
    }

    private static Recorder recorder() {
        var recorder = new Recorder();
        recorder.expect(
                Samples.SCENARIO,
                Optional.of(Stream.iterate(0L, at -> at + 10).limit(USERS).iterator()));
        return recorder;
    }

    /** All figures but the engine's own estimate, which depends on the order of equal times. */
    private static List<?> figures(Recorder recorder) {
        return Stream.concat(recorder.requests().stream(), Stream.of(recorder.overall()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .map(EventsInOrderTest::figures)
                .toList();
    }

    private static List<?> figures(Stats stats) {
        return List.of(
                stats.key(),
                stats.all().histogram(),
                stats.succeeded().histogram(),
                stats.all().min(),
                stats.mean(),
                stats.all().max(),
                stats.sent(),
                stats.codes(),
                stats.messages());
    }
}
