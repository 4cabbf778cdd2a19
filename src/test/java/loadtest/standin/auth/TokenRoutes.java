package loadtest.standin.auth;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/** Signing in: the agent API's own form, and the auth server's. */
public final class TokenRoutes {
    private static final Refusal NOT_BOTH = new Refusal(400, "email and password are required");

    private final Sessions sessions;
    private final GoTrue goTrue;

    public TokenRoutes(Sessions sessions, AuthTokens tokens) {
        this.sessions = sessions;
        this.goTrue = new GoTrue(tokens);
    }

    public void register(Api api) {
        api.post("/api/auth/token/issue", this::issue, ApiAnswer.error(500, "token_issue_failed"));
        api.post("/auth/v1/token", goTrue.serve(this::grant), GoTrue.BROKEN);
    }

    /** This API does not tell why it lets nobody in. */
    private ApiAnswer issue(Call call) throws SQLException {
        var body = call.body();
        var email = Call.text(body, "email").orElseThrow(() -> NOT_BOTH);
        var password = Call.text(body, "password").orElseThrow(() -> NOT_BOTH);
        try {
            return issued(sessions.signIn(email, password));
        } catch (AuthError e) {
            throw new Refusal(401, "invalid_credentials");
        }
    }

    private static ApiAnswer issued(Sessions.Session session) {
        var user = new JsonObject()
                .put("id", session.user().getString("id"))
                .put("email", session.user().getString("email"));
        return ApiAnswer.json(
                200,
                new JsonObject()
                        .put("accessToken", session.token().token())
                        .put("tokenType", "bearer")
                        .put("expiresIn", session.token().lifetime().toSeconds())
                        .put("expiresAt", session.token().expiresAt().getEpochSecond())
                        .put("refreshToken", session.refreshToken())
                        .put("user", user));
    }

    private ApiAnswer grant(Call call) throws SQLException {
        var session =
                switch (call.query("grant_type").orElse("")) {
                    case "password" -> signIn(GoTrue.body(call));
                    case "refresh_token" -> renew(GoTrue.body(call));
                    default -> throw new AuthError(400, "invalid_credentials", "unsupported_grant_type");
                };
        return ApiAnswer.json(
                200,
                new JsonObject()
                        .put("access_token", session.token().token())
                        .put("token_type", "bearer")
                        .put("expires_in", session.token().lifetime().toSeconds())
                        .put("expires_at", session.token().expiresAt().getEpochSecond())
                        .put("refresh_token", session.refreshToken())
                        .put("user", session.user()));
    }

    private Sessions.Session signIn(JsonObject body) throws SQLException {
        if (GoTrue.filled(body, "phone").isPresent()) {
            throw new AuthError(422, "phone_provider_disabled", "Phone logins are disabled");
        }
        var email = GoTrue.filled(body, "email").orElseThrow(() -> AuthError.invalid("missing email or phone"));
        return sessions.signIn(email, GoTrue.text(body, "password").orElse(""));
    }

    private Sessions.Session renew(JsonObject body) throws SQLException {
        return sessions.renew(GoTrue.filled(body, "refresh_token")
                .orElseThrow(() -> AuthError.oauth("invalid_request", "refresh_token required")));
    }
}
