package loadtest.standin.auth;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Until when a user may not sign in.
 *
 * @param until null for no longer
 */
record Ban(OffsetDateTime until) {
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
    private static final Pattern DURATION = Pattern.compile("[+-]?(?:(?:" + PART.pattern() + ")+|0)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    /**
     * @param duration as Go writes one, such as {@code 1h30m}; {@code none} lifts the ban
     * @throws AuthError if it is no duration, or one of more than 292 years
     */
    static Ban of(String duration) {
        if (duration.equals("none")) {
            return new Ban(null);
        }
        if (!DURATION.matcher(duration).matches()) {
            throw invalid(duration);
        }
        try {
            var nanos = PART.matcher(duration)
                    .results()
                    .map(part -> new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .toBigInteger()
                    .longValueExact();
            var until = Instant.now().plus(duration.startsWith("-") ? -nanos : nanos, ChronoUnit.NANOS);
            return new Ban(nanos == 0 ? null : until.atOffset(ZoneOffset.UTC));
        } catch (ArithmeticException e) {
            throw invalid(duration);
        }
    }

    /** @param user as the auth server shows it */
    static boolean holds(JsonObject user) {
        var until = user.getString("banned_until");
        return until != null && OffsetDateTime.parse(until).toInstant().isAfter(Instant.now());
    }

    private static AuthError invalid(String duration) {
        return AuthError.invalid("invalid format for ban duration: time: invalid duration \"" + duration + "\"");
    }
}
