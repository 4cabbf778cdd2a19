package loadtest.slo;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import loadtest.settings.DataFile;

/**
 * A limit on a count, a share or a time: {@code 0}, {@code 5 %} or, exclusive, {@code < 1 %}. It is an upper one, but for
 * the statistics that have a lower one.
 *
 * @param inclusive whether the limit itself is still allowed
 */
public record Limit(double value, boolean inclusive, Unit unit) {
    /** The unit of a limit. */
    public enum Unit {
        COUNT(""),
        PERCENT("%"),
        MILLIS("ms"),
        MINUTES("min"),
        PER_MINUTE("per minute");

        private final String sign;

        Unit(String sign) {
            this.sign = sign;
        }

        /** The unit as written after a number; empty for a count. */
        public String sign() {
            return sign;
        }
    }

    public Limit {
        Objects.requireNonNull(unit, "unit");
    }

    /** Not a single one. */
    static final Limit NONE = new Limit(0, true, Unit.COUNT);

    /** What {@code gatling.conf} sets. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** The highest count: a larger one may exceed what a run sends, and is better stated as a share. */
    private static final int MOST = 10_000;

    private static final Pattern FORM = Pattern.compile("(<)?\\s*(\\d+(?:\\.\\d+)?)\\s*(%)?");

    /** @throws loadtest.settings.BadInput for any other form, and for a limit that is always or never met */
    static Limit read(DataFile data, String word) {
        var limit = data.text(word)
                .flatMap(Limit::parse)
                .orElseThrow(() -> data.wrong(word, "a count or a share: 0, \"5 %\" or \"< 1 %\""));
        if (limit.value == 0 && !limit.inclusive) {
            throw data.wrong(word, "a limit that can be met, such as 0: nothing is below it");
        }
        if (limit.percent() && limit.value >= 100 && (limit.inclusive || limit.value > 100)) {
            throw data.wrong(word, "a limit that can be missed: less than 100 %");
        }
        if (!limit.percent() && (limit.value != Math.rint(limit.value) || limit.value > MOST)) {
            throw data.wrong(word, "a whole number from 0 to " + MOST + ", or a share such as \"1 %\"");
        }
        return limit;
    }

    /**
     * Reads a limit on response times. It must not exceed the engine's request timeout, since it could not be missed then.
     *
     * @throws loadtest.settings.BadInput for a longer one, and for what is no duration
     */
    static Optional<Duration> latency(DataFile data, String word) {
        var limit = data.duration(word);
        if (limit.filter(time -> time.compareTo(REQUEST_TIMEOUT) > 0).isPresent()) {
            throw data.wrong(
                    word,
                    "a limit that can be missed, " + REQUEST_TIMEOUT.toSeconds()
                            + " s at the most: the engine gives a request up then");
        }
        return limit;
    }

    private static Optional<Limit> parse(String text) {
        var match = FORM.matcher(text.strip());
        return match.matches()
                ? Optional.of(new Limit(
                        Double.parseDouble(match.group(2)),
                        match.group(1) == null,
                        match.group(3) == null ? Unit.COUNT : Unit.PERCENT))
                : Optional.empty();
    }

    /** An exclusive limit on response times: a time that equals it is over it. */
    static Limit under(Duration limit) {
        return new Limit(limit.toMillis(), false, Unit.MILLIS);
    }

    static Limit percent(double value) {
        return new Limit(value, true, Unit.PERCENT);
    }

    /** Whether the limit is a share, in percent. */
    boolean percent() {
        return unit == Unit.PERCENT;
    }

    boolean allows(double seen) {
        return inclusive ? seen <= value : seen < value;
    }

    boolean allows(long hits, long total) {
        return allows(seen(hits, total).value());
    }

    /** The hits in this limit's unit: a count, or a percentage of the total. */
    Observation.Measured seen(long hits, long total) {
        return new Observation.Measured(!percent() ? hits : total == 0 ? 0 : 100.0 * hits / total, hits);
    }

    @Override
    public String toString() {
        return (inclusive ? "at most " : "< ") + number(value) + (unit == Unit.COUNT ? "" : " " + unit.sign());
    }

    /** The number without a trailing {@code .0}. */
    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
