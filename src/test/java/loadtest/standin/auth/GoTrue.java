package loadtest.standin.auth;

import io.vertx.core.json.JsonObject;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Refusal;

/** Errors in the form of Supabase's auth server. */
final class GoTrue {
    private GoTrue() {}

    static ApiAnswer error(int status, String errorCode, String message) {
        return ApiAnswer.json(
                status,
                new JsonObject()
                        .put("code", status)
                        .put("error_code", errorCode)
                        .put("msg", message));
    }

    static Refusal refusal(int status, String errorCode, String message) {
        return new Refusal(error(status, errorCode, message));
    }
}
