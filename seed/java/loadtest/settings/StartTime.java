package loadtest.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a load begins: an instant, or a time from now as ISO 8601 or data files write it. */
final class StartTime {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String VALID =
            "an instant with its offset such as 2030-01-31T12:00:00Z, or a time from now such as 2m or PT2M, up to a day";

    private StartTime() {}

    /** @throws BadInput for what is neither */
    static Instant parse(String variable, String text) {
        return TimeStamp.of(text)
                .or(() -> fromNow(text)
                        .filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0)
                        .map(Instant.now()::plus))
                .orElseThrow(() -> BadInput.in(variable, text, VALID));
    }

    private static Optional<Duration> fromNow(String text) {
        try {
            return text.matches("(?i)p.*") ? Optional.of(Duration.parse(text)) : Durations.ofVariable(text);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
