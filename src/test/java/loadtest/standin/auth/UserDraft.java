package loadtest.standin.auth;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import loadtest.standin.http.Call;

/**
 * What the Admin API writes about a user; null is what is not to change. As with GoTrue a field of the wrong kind is
 * refused and an unknown one ignored.
 *
 * @param confirmed whether the address is confirmed from now on
 * @param role of the database, which the user's tokens carry
 */
record UserDraft(
        String email,
        String password,
        boolean confirmed,
        String role,
        Ban ban,
        JsonObject appMetadata,
        JsonObject userMetadata) {
    private static final UUID NIL = new UUID(0, 0);
    private static final int LONGEST_EMAIL = 255;
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final Pattern EMAIL =
            Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@" + LABEL + "(?:\\." + LABEL + ")*");

    /**
     * A new user; without a password, or with an empty one, nobody can sign in until one is set.
     *
     * @throws AuthError if there is no address, or a field is wrong
     */
    static UserDraft ofNew(JsonObject body) {
        if (GoTrue.filled(body, "email").isEmpty()) {
            throw AuthError.invalid("Cannot create a user without either an email or phone");
        }
        return of(body, GoTrue.filled(body, "password"));
    }

    /** @throws AuthError if a field is wrong; an empty password is too short */
    static UserDraft ofChange(JsonObject body) {
        return of(body, GoTrue.text(body, "password"));
    }

    /**
     * The id that a new user is to have; empty for one of the database's choice.
     *
     * @throws AuthError if it is no UUID, or the nil one
     */
    static Optional<UUID> id(JsonObject body) {
        return GoTrue.filled(body, "id").map(text -> {
            var id = Call.uuid(text).orElseThrow(() -> AuthError.invalid("ID must conform to the uuid v4 format"));
            if (id.equals(NIL)) {
                throw AuthError.invalid("ID cannot be a nil uuid");
            }
            return id;
        });
    }

    private static UserDraft of(JsonObject body, Optional<String> password) {
        for (var unknown : new String[] {"phone", "password_hash"}) {
            if (GoTrue.filled(body, unknown).isPresent()) {
                throw AuthError.invalid("the stand-in knows no " + unknown);
            }
        }
        return new UserDraft(
                GoTrue.filled(body, "email").map(UserDraft::email).orElse(null),
                password.map(Passwords::require).orElse(null),
                GoTrue.flag(body, "email_confirm"),
                GoTrue.filled(body, "role").orElse(null),
                GoTrue.filled(body, "ban_duration").map(Ban::of).orElse(null),
                GoTrue.object(body, "app_metadata"),
                GoTrue.object(body, "user_metadata"));
    }

    private static String email(String email) {
        if (email.length() > LONGEST_EMAIL) {
            throw AuthError.invalid("An email address is too long");
        }
        if (!EMAIL.matcher(email).matches()) {
            throw AuthError.invalid("Unable to validate email address: invalid format");
        }
        return email.toLowerCase(Locale.ROOT);
    }
}
