package loadtest.share;

import static java.util.Objects.requireNonNull;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.seed.table.ReadOnly;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.target.Origin;
import loadtest.target.PreflightCalls;
import loadtest.target.Scenario;
import loadtest.target.Target;

/**
 * How far this machine's clock is from one that every machine of a run can ask.
 *
 * @param millis to be added to this machine's time for that of the other clock; negative where this machine is ahead
 * @param errorMillis by how much that may be wrong, either way
 * @param source whose clock it is, in words
 */
public record ClockOffset(long millis, long errorMillis, String source) {
    /** The answer that took the shortest time tells most. */
    private static final int READINGS = 5;

    /** The header {@code Date} leaves out what is gone of its second. */
    private static final Duration HALF_SECOND = Duration.ofMillis(500);

    private static final String NOW = "select (extract(epoch from clock_timestamp()) * 1000)::bigint";

    /** Longer than clocks have been set to any time. */
    private static final long LONGEST_MILLIS = Duration.ofDays(365L * 300).toMillis();

    /**
     * @throws NullPointerException without a source
     * @throws IllegalArgumentException for what no measurement gives
     */
    public ClockOffset {
        requireNonNull(source);
        if (millis < -LONGEST_MILLIS || millis > LONGEST_MILLIS || errorMillis < 0 || errorMillis > LONGEST_MILLIS) {
            throw new IllegalArgumentException("no offset of a clock: " + millis + " ms within " + errorMillis + " ms");
        }
    }

    /**
     * Asks the scenario's database, or else the first of its servers. Takes five short requests.
     *
     * @return empty where neither tells the time
     */
    public static Optional<ClockOffset> measure(Target target, Scenario scenario) {
        return target.database(scenario)
                .flatMap(ClockOffset::of)
                .or(() -> target.origins(scenario).byName().values().stream()
                        .findFirst()
                        .flatMap(origin -> of(new PreflightCalls(target.settings()), origin)));
    }

    /**
     * @param ahead how far the other clock was ahead in the middle of a question and its answer
     * @param took from the question to the answer
     * @param inexact by how much the other clock's time may be wrong, either way
     */
    static ClockOffset of(Duration ahead, Duration took, Duration inexact, String source) {
        return new ClockOffset(ahead.toMillis(), took.dividedBy(2).plus(inexact).toMillis() + 1, source);
    }

    private static Optional<ClockOffset> of(Database database) {
        try (var connection = ReadOnly.connect(database);
                var question = connection.prepareStatement(NOW)) {
            var readings = Stream.<ClockOffset>builder();
            for (int n = 0; n < READINGS; n++) {
                readings.add(reading(question));
            }
            return best(readings.build());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static ClockOffset reading(PreparedStatement question) throws SQLException {
        var sent = Instant.now();
        var begun = System.nanoTime();
        var answer = question.executeQuery();
        answer.next();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var ahead = Duration.between(sent.plus(took.dividedBy(2)), Instant.ofEpochMilli(answer.getLong(1)));
        return of(ahead, took, Duration.ZERO, "the database's clock");
    }

    private static Optional<ClockOffset> of(PreflightCalls calls, Origin origin) {
        try {
            return best(
                    Stream.generate(() -> calls.reach(origin)).limit(READINGS).flatMap(answer -> answer.ahead().stream()
                            .map(ahead ->
                                    of(ahead.plus(HALF_SECOND), answer.took(), HALF_SECOND, "the target's clock"))));
        } catch (BadInput e) {
            return Optional.empty();
        }
    }

    /** In words, for the plan. */
    public String describe() {
        var off = millis == 0 ? "agrees with " : Math.abs(millis) + " ms " + (millis > 0 ? "behind " : "ahead of ");
        return off + source + ", give or take " + errorMillis + " ms";
    }

    private static Optional<ClockOffset> best(Stream<ClockOffset> readings) {
        return readings.min(Comparator.comparingLong(ClockOffset::errorMillis));
    }
}
