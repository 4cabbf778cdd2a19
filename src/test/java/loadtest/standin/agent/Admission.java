package loadtest.standin.agent;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/** Guards the agent API's endpoints with the token and each user's rate limit. */
public final class Admission {
    private final AuthTokens tokens;
    private final RateLimit rateLimit;

    /** An endpoint that knows who calls. */
    interface Known {
        ApiAnswer answer(Call call, AuthTokens.Caller caller) throws Exception;
    }

    public Admission(AuthTokens tokens, RateLimit rateLimit) {
        this.tokens = tokens;
        this.rateLimit = rateLimit;
    }

    /** Admits users within their limit. */
    Api.Endpoint limited(Known endpoint) {
        return open(
                (call, caller) -> {
                    var standing = rateLimit.take(caller.id().toString());
                    var answer = standing.allowed()
                            ? refusable(endpoint, call, caller)
                            : ApiAnswer.error(429, "rate limit exceeded")
                                    .with("retry-after", Math.max(1, standing.resetSeconds()));
                    return answer.with("ratelimit-limit", standing.limit())
                            .with("ratelimit-remaining", standing.remaining())
                            .with("ratelimit-reset", standing.resetSeconds());
                },
                "missing or invalid authorization header",
                "invalid access token");
    }

    /** Admits users without counting; refuses others with the error body of the cloud functions. */
    Api.Endpoint function(Known endpoint) {
        return open(endpoint, "missing_authorization", "invalid_token");
    }

    public void register(Api api) {
        api.get(
                "/api/rate-limit/status",
                open(this::status, "missing or invalid authorization header", "invalid access token"),
                ApiAnswer.error(500, "rate_limit_status_failed"));
    }

    private ApiAnswer status(Call call, AuthTokens.Caller caller) {
        var standing = rateLimit.peek(caller.id().toString());
        var resetAt = Instant.now().plusSeconds(standing.resetSeconds()).truncatedTo(ChronoUnit.SECONDS);
        return ApiAnswer.json(
                200,
                new JsonObject()
                        .put("limit", standing.limit())
                        .put("remaining", standing.remaining())
                        .put("windowSeconds", rateLimit.windowSeconds())
                        .put("resetAt", resetAt.toString()));
    }

    private static ApiAnswer refusable(Known endpoint, Call call, AuthTokens.Caller caller) throws Exception {
        try {
            return endpoint.answer(call, caller);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Api.Endpoint open(Known endpoint, String noToken, String badToken) {
        return call -> {
            var token = call.bearer().orElseThrow(() -> new Refusal(401, noToken));
            var caller = tokens.caller(token).orElseThrow(() -> new Refusal(401, badToken));
            return endpoint.answer(call, caller);
        };
    }
}
