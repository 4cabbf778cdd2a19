package loadtest.standin.auth;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/**
 * Supabase's auth server as its clients reach it: behind a gateway that lets nobody pass without a key of the project,
 * and with errors in the form that the client asks for.
 */
final class GoTrue {
    private static final String API_VERSION = "x-supabase-api-version";
    private static final LocalDate NEWEST = LocalDate.of(2024, 1, 1);

    /** What it says when it fails by itself. */
    static final ApiAnswer BROKEN = ApiAnswer.json(
            500,
            AuthError.first(
                    500, "unexpected_failure", "Unexpected failure, please check server logs for more information"));

    private final AuthTokens tokens;

    GoTrue(AuthTokens tokens) {
        this.tokens = tokens;
    }

    /** An endpoint behind the gateway, whose {@link AuthError}s are told in the client's version of the API. */
    Api.Endpoint serve(Api.Endpoint endpoint) {
        return call -> {
            requireKey(call);
            try {
                return endpoint.answer(call);
            } catch (AuthError e) {
                return answer(e, call.header(API_VERSION).orElse(""));
            }
        };
    }

    /** An endpoint for the service key alone. */
    Api.Endpoint serveAdmin(Api.Endpoint endpoint) {
        return serve(call -> {
            var claims = claims(call);
            if (!"service_role".equals(claims.role())) {
                throw new AuthError(403, "not_admin", "User not allowed");
            }
            return endpoint.answer(call);
        });
    }

    /**
     * What the caller's token says.
     *
     * @throws AuthError if there is none, or a bad one
     */
    AuthTokens.Claims claims(Call call) {
        var bearer = call.bearer()
                .orElseThrow(
                        () -> new AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token"));
        return tokens.claims(bearer)
                .orElseThrow(() -> new AuthError(403, "bad_jwt", "invalid JWT: unable to parse or verify signature"));
    }

    static JsonObject body(Call call) {
        return call.body(AuthError::badJson);
    }

    /** Null is as good as nothing. */
    static Optional<String> text(JsonObject body, String name) {
        return field(body, name, String.class, "a string");
    }

    /** Empty is as good as nothing, too. */
    static Optional<String> filled(JsonObject body, String name) {
        return text(body, name).filter(value -> !value.isEmpty());
    }

    static boolean flag(JsonObject body, String name) {
        return field(body, name, Boolean.class, "true or false").orElse(false);
    }

    static JsonObject object(JsonObject body, String name) {
        return field(body, name, JsonObject.class, "an object").orElseGet(JsonObject::new);
    }

    /** A field of the wrong kind would be ignored here and refused there. */
    private static <T> Optional<T> field(JsonObject body, String name, Class<T> kind, String words) {
        var value = body.getValue(name);
        if (value != null && !kind.isInstance(value)) {
            throw AuthError.badJson(name + " must be " + words);
        }
        return Optional.ofNullable(value).map(kind::cast);
    }

    /**
     * What the gateway checks, also for paths that lead nowhere.
     *
     * @throws Refusal in the gateway's own words
     */
    void requireKey(Call call) {
        var key = call.header("apikey").or(() -> call.query("apikey"));
        if (key.isEmpty()) {
            throw gateway("No API key found in request", "No `apikey` request header or url param was found.");
        }
        if (!key.get().equals(tokens.serviceKey().reveal())) {
            throw gateway("Invalid API key", "Double check your Supabase `anon` or `service_role` API key.");
        }
    }

    private static Refusal gateway(String message, String hint) {
        return new Refusal(
                ApiAnswer.json(401, new JsonObject().put("message", message).put("hint", hint)));
    }

    private static ApiAnswer answer(AuthError error, String version) {
        var answer = isNewest(version)
                ? ApiAnswer.json(error.status(), error.since2024()).with(API_VERSION, NEWEST)
                : ApiAnswer.json(error.status(), error.first());
        return answer.with("x-sb-error-code", error.code());
    }

    /** Any later day means the newest version that there is; what is no day means the first one. */
    private static boolean isNewest(String version) {
        try {
            return !LocalDate.parse(version).isBefore(NEWEST);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
