package loadtest.slo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import loadtest.settings.DataFile;

/**
 * An upper limit on a count or a share: {@code 0}, {@code 5 %} or, exclusive, {@code < 1 %}.
 *
 * @param inclusive whether the limit itself is still allowed
 * @param percent whether it is a share of all in percent, or a plain count
 */
record Limit(double value, boolean inclusive, boolean percent) {
    /** What {@code gatling.conf} sets. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private static final int MOST = 9_999_999; // more than any run sends

    private static final Pattern FORM = Pattern.compile("(<)?\\s*(\\d+(?:\\.\\d+)?)\\s*(%)?");

    /** @throws loadtest.settings.BadInput for anything else, and for a limit that is always met, or never */
    static Limit read(DataFile data, String word) {
        var limit = data.text(word)
                .flatMap(Limit::parse)
                .orElseThrow(() -> data.wrong(word, "a count or a share: 0, \"5 %\" or \"< 1 %\""));
        if (limit.value == 0 && !limit.inclusive) {
            throw data.wrong(word, "a limit that can be met, such as 0: nothing is below it");
        }
        if (limit.percent && limit.value >= 100 && (limit.inclusive || limit.value > 100)) {
            throw data.wrong(word, "a limit that can be missed: less than 100 %");
        }
        if (!limit.percent && (limit.value != Math.rint(limit.value) || limit.value > MOST)) {
            throw data.wrong(word, "a whole number from 0 to " + MOST);
        }
        return limit;
    }

    /**
     * A limit on response times, below what the engine waits for an answer: a longer one is never missed.
     *
     * @throws loadtest.settings.BadInput for anything else
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
                ? Optional.of(
                        new Limit(Double.parseDouble(match.group(2)), match.group(1) == null, match.group(3) != null))
                : Optional.empty();
    }

    boolean allows(long hits, long total) {
        var seen = seen(hits, total);
        return inclusive ? seen <= value : seen < value;
    }

    String actual(long hits, long total) {
        return percent ? String.format(Locale.ROOT, "%.2f %% (%d)", seen(hits, total), hits) : String.valueOf(hits);
    }

    private double seen(long hits, long total) {
        return !percent ? hits : total == 0 ? 0 : 100.0 * hits / total;
    }

    @Override
    public String toString() {
        var number = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
        return (inclusive ? "at most " : "< ") + number + (percent ? " %" : "");
    }
}
