package loadtest.standin.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms that {@code Retry-After} may have (RFC 9110, 10.2.3 and 5.6.7). */
public enum RetryForm {
    SECONDS("seconds", ""),
    DATE("date", "EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
    RFC_850_DATE("rfc850-date", "EEEE, dd-MMM-uu HH:mm:ss 'GMT'"),
    ASCTIME_DATE("asctime-date", "EEE MMM ppd HH:mm:ss uuuu");

    private final String word;
    private final String pattern;

    RetryForm(String word, String pattern) {
        this.word = word;
        this.pattern = pattern;
    }

    static Optional<RetryForm> of(String word) {
        return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
    }

    /** The words of a plan. */
    static String valid() {
        return Arrays.stream(values()).map(form -> form.word).collect(Collectors.joining(", "));
    }

    /** The header's value, for a wait that begins now. */
    public String after(Duration wait, Instant now) {
        if (this == SECONDS) {
            return String.valueOf(wait.toSeconds());
        }
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(now.plus(wait));
    }
}
