package loadtest.journey;

import com.fasterxml.jackson.databind.ObjectMapper;
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

    /** As the claims of a JWT say (RFC 7519); empty for a token that is none, or has no end. */
    private static Optional<Duration> life(String token) {
        var parts = token.split("\\.");
        try {
            var claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : ""));
            var seconds = claims.path("exp").asLong() - claims.path("iat").asLong();
            return claims.has("exp") && claims.has("iat") && seconds > 0
                    ? Optional.of(Duration.ofSeconds(seconds))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
