package loadtest.scenario.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A token that several users share, with the time until which it may be given to another user.
 *
 * @param text as it is sent
 * @param renewAt when the next user mints another; a user who got this one before can finish with it
 */
record AccessToken(String text, Instant renewAt) {
    /** The longest journey through an agent scenario; a usual one takes seconds. */
    private static final Duration LONGEST_USE = Duration.ofSeconds(60);

    private static final double FOREVER = 1e11; // seconds, some three thousand years

    /**
     * A token that has just been minted. Its life is counted from now, so that the clocks of both sides need not agree.
     *
     * @param seconds how long it lives, as the answer says; used where the token itself has no claim of it
     */
    static AccessToken minted(String text, Optional<Long> seconds) {
        return life(text)
                .or(() -> seconds.map(Duration::ofSeconds))
                .map(life -> new AccessToken(text, Instant.now().plus(life).minus(reserve(life))))
                .orElse(new AccessToken(text, Instant.MAX));
    }

    /** Whether another user may get it now, or after this time. */
    boolean isFresh(Duration later) {
        return Instant.now().plus(later).isBefore(renewAt);
    }

    private static Duration reserve(Duration life) {
        var half = life.dividedBy(2);
        return half.compareTo(LONGEST_USE) < 0 ? half : LONGEST_USE;
    }

    /** When a token expires, by the clock of its issuer; empty for one without that claim. */
    static Optional<Instant> end(String token) {
        return seconds(claims(token), "exp").map(Instant::ofEpochSecond);
    }

    /** The lifetime of a token; empty for one without the claims of its beginning and its end. */
    private static Optional<Duration> life(String token) {
        var claims = claims(token);
        return seconds(claims, "exp")
                .flatMap(end -> seconds(claims, "iat").map(start -> end - start))
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }

    /** A time as the claim tells it; one beyond all that clocks can count is as far as they can. */
    private static Optional<Long> seconds(JsonNode claims, String name) {
        var claim = claims.path(name);
        return claim.isNumber()
                ? Optional.of((long) Math.max(-FOREVER, Math.min(FOREVER, claim.doubleValue())))
                : Optional.empty();
    }

    /** The claims of a JWT (RFC 7519); any other token has none. */
    private static JsonNode claims(String token) {
        var parts = token.split("\\.");
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : ""));
        } catch (IOException | IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }
}
