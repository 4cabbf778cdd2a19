package loadtest.slo;

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
    private static final Pattern FORM = Pattern.compile("(<)?\\s*(\\d+(?:\\.\\d+)?)\\s*(%)?");

    static Limit read(DataFile data, String word) {
        return data.text(word)
                .flatMap(Limit::parse)
                .orElseThrow(() -> data.wrong(word, "a count or a share: 0, \"5 %\" or \"< 1 %\""));
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
