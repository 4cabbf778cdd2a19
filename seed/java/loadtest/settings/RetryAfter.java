package loadtest.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a server asks to wait in {@code Retry-After}: in seconds, or until a date (RFC 9110, 5.6.7 and 10.2.3). */
public final class RetryAfter {
    private static final int LONGEST_DIGITS = 9;
    private static final Duration VERY_LONG = Duration.ofSeconds(1_000_000_000);

    /** Two digits of a year mean one that is less than 50 years ahead. */
    private static final LocalDate EARLIEST = LocalDate.now(ZoneOffset.UTC).minusYears(50);

    /** The form that servers send, and the two older ones that clients must take, too. */
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, EARLIEST)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            new DateTimeFormatterBuilder()
                    .appendPattern("EEE MMM ppd HH:mm:ss uuuu")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * The time to wait; none where a date has passed, and empty where this is neither seconds nor a date.
     *
     * @param value of the header
     * @param sentAt the answer's {@code Date}, by the server's own clock, which may be wrong as a whole
     * @param now by this machine's clock, for an answer without a date
     */
    public static Optional<Duration> of(String value, Optional<String> sentAt, Instant now) {
        var text = value.strip();
        if (text.matches("\\d+")) {
            return Optional.of(text.length() > LONGEST_DIGITS ? VERY_LONG : Duration.ofSeconds(Integer.parseInt(text)));
        }
        var from = sentAt.flatMap(RetryAfter::date).orElse(now);
        return date(text).map(date -> date.isBefore(from) ? Duration.ZERO : Duration.between(from, date));
    }

    private static Optional<Instant> date(String text) {
        for (var form : FORMS) {
            try {
                return Optional.of(form.parse(text.strip(), Instant::from));
            } catch (DateTimeException e) {
                // perhaps of the next form
            }
        }
        return Optional.empty();
    }
}
