package loadtest.standin.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/**
 * Ends a request as Supabase's auth server refuses it. That server has two forms of an error; the version of its API
 * that the request names decides between them.
 */
final class AuthError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String UNEXPECTED = "unexpected_failure";

    private final int status;
    private final String code;
    private final transient JsonObject first;
    private final transient JsonObject since2024;

    /**
     * @param first the body where no version is named
     * @param since2024 the body of version 2024-01-01
     */
    private AuthError(int status, String code, JsonObject first, JsonObject since2024) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.first = first;
        this.since2024 = since2024;
    }

    AuthError(int status, String code, String message) {
        this(status, code, first(status, code, message), since2024(code, message));
    }

    static AuthError invalid(String message) {
        return new AuthError(400, "validation_failed", message);
    }

    static AuthError badJson(String reason) {
        return new AuthError(400, "bad_json", "Could not parse request body as JSON: " + reason);
    }

    /** Of the reasons for which a password is weak, its length is the only one here. */
    static AuthError weakPassword(String message) {
        var code = "weak_password";
        var why = new JsonObject().put("reasons", JsonArray.of("length"));
        return new AuthError(
                422,
                code,
                first(422, code, message).put(code, why),
                since2024(code, message).put(code, why));
    }

    /** An error of OAuth, which has one form in all versions. */
    static AuthError oauth(String error, String description) {
        var body = new JsonObject().put("error", error).put("error_description", description);
        return new AuthError(400, error, body, body);
    }

    /**
     * A key that is taken, where the auth server does not look before it writes: without a version it hands Postgres' own
     * words on.
     *
     * @throws SQLException the given one, if it is about something else
     */
    static AuthError taken(SQLException e, String message) throws SQLException {
        if (!UNIQUE_VIOLATION.equals(e.getSQLState()) || !(e instanceof PSQLException cause)) {
            throw e;
        }
        var words = cause.getServerErrorMessage();
        var first = new JsonObject()
                .put("code", UNIQUE_VIOLATION)
                .put("message", words.getMessage())
                .put("detail", words.getDetail());
        return new AuthError(500, UNEXPECTED, first, since2024(UNEXPECTED, message));
    }

    int status() {
        return status;
    }

    /** What is wrong, such as {@code bad_jwt}. */
    String code() {
        return code;
    }

    JsonObject first() {
        return first;
    }

    JsonObject since2024() {
        return since2024;
    }

    static JsonObject first(int status, String code, String message) {
        return new JsonObject().put("code", status).put("error_code", code).put("msg", message);
    }

    private static JsonObject since2024(String code, String message) {
        return new JsonObject().put("code", code).put("message", message);
    }
}
