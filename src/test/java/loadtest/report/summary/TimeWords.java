package loadtest.report.summary;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Renders times of day and the offset into a run: whole seconds, in UTC. */
public final class TimeWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TimeWords() {}

    /** The time to the millisecond, as finely as summaries hold it. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param instant ISO-8601, such as a summary's {@code started} */
    public static String day(String instant) {
        return DAY.format(Instant.parse(instant));
    }

    /** When a run began and how long it took: {@code 2030-01-31 14:00:00 UTC, for 10:02}. */
    public static String span(Summary.Conditions when) {
        var took = Duration.between(Instant.parse(when.started()), Instant.parse(when.ended()));
        return day(when.started()) + ", for " + elapsed(took.toSeconds());
    }

    /** The offset into a run and the time of day: {@code 05:12 (14:05:12 UTC)}. */
    static String moment(Instant start, long seconds) {
        return elapsed(seconds) + " (" + CLOCK.format(start.plusSeconds(seconds)) + ")";
    }

    /** Minutes and seconds as a clock counts them: {@code 4:05}. */
    public static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /** The same in words: {@code 4 min 5 s}, or {@code 5 s}. */
    public static String length(Duration time) {
        return (time.toMinutes() == 0 ? "" : time.toMinutes() + " min ") + time.toSecondsPart() + " s";
    }

    /** Minutes and seconds, with hours where there are any. */
    public static String elapsed(long seconds) {
        var rest = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
        return seconds < 3600 ? rest : seconds / 3600 + ":" + rest;
    }
}
