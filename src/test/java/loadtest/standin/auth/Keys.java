package loadtest.standin.auth;

import java.security.SecureRandom;
import java.util.Base64;
import loadtest.settings.Secret;

/** The secrets of one stand-in, drawn anew at each start. */
public record Keys(Secret jwt, Secret bridge, Secret database) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Keys draw() {
        return new Keys(secret(), secret(), secret());
    }

    /** 256 random bits, in letters that are safe in a URL. */
    static Secret secret() {
        var bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }
}
