package loadtest.standin.auth;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Optional;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/** Signing in: the agent API's own form, and the auth server's. */
public final class TokenRoutes {
    private static final Refusal NOT_BOTH = new Refusal(400, "email and password are required");

    private final AuthUsers users;
    private final AuthTokens tokens;

    private record Session(JsonObject user, AuthTokens.Minted token, String refreshToken) {}

    public TokenRoutes(AuthUsers users, AuthTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    public void register(Api api) {
        api.post("/api/auth/token/issue", this::issue, ApiAnswer.error(500, "token_issue_failed"));
        api.post("/auth/v1/token", this::grant, GoTrue.error(500, "unexpected_failure", "Unexpected failure"));
    }

    private ApiAnswer issue(Call call) throws SQLException {
        var body = call.body();
        var email = Call.text(body, "email").orElseThrow(() -> NOT_BOTH);
        var password = Call.text(body, "password").orElseThrow(() -> NOT_BOTH);
        var session = session(users.signIn(email, password)).orElseThrow(() -> new Refusal(401, "invalid_credentials"));
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
        var body = call.body(reason -> GoTrue.refusal(400, "bad_json", reason));
        var user =
                switch (call.query("grant_type").orElse("")) {
                    case "password" ->
                        users.signIn(text(body, "email"), text(body, "password"))
                                .orElseThrow(
                                        () -> GoTrue.refusal(400, "invalid_credentials", "Invalid login credentials"));
                    case "refresh_token" ->
                        users.renew(text(body, "refresh_token"))
                                .orElseThrow(() -> GoTrue.refusal(
                                        400,
                                        "refresh_token_not_found",
                                        "Invalid Refresh Token: Refresh Token Not Found"));
                    default -> throw GoTrue.refusal(400, "validation_failed", "unsupported_grant_type");
                };
        var session = session(Optional.of(user)).orElseThrow();
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

    private static String text(JsonObject body, String field) {
        return Call.text(body, field).orElseThrow(() -> GoTrue.refusal(400, "validation_failed", "missing " + field));
    }

    private Optional<Session> session(Optional<JsonObject> user) throws SQLException {
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of(new Session(user.get(), tokens.mint(user.get()), users.refreshToken(user.get())));
    }
}
