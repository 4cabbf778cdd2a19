package loadtest.settings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An instant as RFC 3339 and Postgres write it; without an offset it is none. */
public final class TimeStamp {
    private static final Pattern FORM =
            Pattern.compile("(\\d{4,9}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2})(?::(\\d{2})(?:\\.(\\d+))?)?"
                    + "(?:[Zz]|([+-])(\\d{2})(?::?([0-5]\\d)(?::?([0-5]\\d))?)?)");

    private static final int LEAP_SECOND = 60;
    private static final int HOURS_OF_A_DAY = 24;

    private TimeStamp() {}

    /** Empty for what is no such text; a fraction counts to the nanosecond. */
    public static Optional<Instant> of(String text) {
        var parts = FORM.matcher(text.strip());
        try {
            return parts.matches() ? Optional.of(instant(parts)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // such as the 31st of June
        }
    }

    private static Instant instant(MatchResult parts) {
        var minute = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
        var seconds = number(parts.group(3));
        var hours = number(parts.group(6));
        if (seconds > LEAP_SECOND || hours >= HOURS_OF_A_DAY) {
            throw new DateTimeException("no such time");
        }
        var offset = (hours * 60L + number(parts.group(7))) * 60 + number(parts.group(8));
        var nanos = parts.group(4) == null ? "" : parts.group(4);
        return minute.toInstant(ZoneOffset.UTC)
                .plusSeconds(seconds - ("-".equals(parts.group(5)) ? -offset : offset))
                .plusNanos(number((nanos + "000000000").substring(0, 9)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
