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
 * A token that several users share, and how long it may still be handed to one more of them.
 *
 * @param text as it is sent
 * @param renewAt when the next user should mint another; who has this one by then can finish with it
 */
record AccessToken(String text, Instant renewAt) {
    /** A user's way through an agent scenario takes seconds; even a slow one ends within this. */
    private static final Duration LONGEST_USE = Duration.ofSeconds(60);

    private static final double FOREVER = 1e11; // seconds, some three thousand years

    /**
     * A token that has just been minted. Its life is counted from now, so that the clocks of both sides need not agree.
     *
     * @param seconds how long it lives, as the answer says; used where the token itself does not tell
     */
    static AccessToken minted(String text, Optional<Long> seconds) {
        return life(text)
                .or(() -> seconds.map(Duration::ofSeconds))
                .map(life -> new AccessToken(text, Instant.now().plus(life).minus(reserve(life))))
                .orElse(new AccessToken(text, Instant.MAX));
    }

    /** Whether one more user may have it, at once or after so long. */
    boolean isFresh(Duration later) {
        return Instant.now().plus(later).isBefore(renewAt);
    }

    private static Duration reserve(Duration life) {
        var half = life.dividedBy(2);
        return half.compareTo(LONGEST_USE) < 0 ? half : LONGEST_USE;
    }

    /** When a token ends, by the clock of who minted it; empty for one that does not tell. */
    static Optional<Instant> end(String token) {
        return seconds(claims(token), "exp").map(Instant::ofEpochSecond);
    }

    /** Empty for a token that does not tell when it was minted, or when it ends. */
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

    /** Those of a JWT (RFC 7519); a token that is none has none. */
    private static JsonNode claims(String token) {
        var parts = token.split("\\.");
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : ""));
        } catch (IOException | IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }
}
