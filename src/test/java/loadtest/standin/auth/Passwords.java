package loadtest.standin.auth;

import java.nio.charset.StandardCharsets;

/** The rules for passwords of a project that has not changed them. Lengths are in bytes of UTF-8. */
final class Passwords {
    private static final int SHORTEST = 6;

    /** Bcrypt would ignore what comes after. */
    private static final int LONGEST = 72;

    private Passwords() {}

    /** @throws AuthError if it is too short or too long */
    static String require(String password) {
        var length = password.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw AuthError.invalid("Password cannot be longer than " + LONGEST + " characters");
        }
        if (length < SHORTEST) {
            throw AuthError.weakPassword("Password should be at least " + SHORTEST + " characters.");
        }
        return password;
    }
}
