package loadtest.standin.auth;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;

/** What the auth server does for a user who is signed in, and what it says of itself. */
public final class AccountRoutes {
    private static final Set<String> SCOPES = Set.of("global", "local", "others");
    private static final ApiAnswer DONE = new ApiAnswer(204, Buffer.buffer(), Map.of());

    private static final JsonObject HEALTH = new JsonObject()
            .put("version", "stand-in")
            .put("name", "GoTrue")
            .put("description", "GoTrue is a user registration and authentication API");

    private static final JsonObject SETTINGS = new JsonObject()
            .put(
                    "external",
                    new JsonObject()
                            .put("anonymous_users", false)
                            .put("email", true)
                            .put("phone", false))
            .put("disable_signup", true)
            .put("mailer_autoconfirm", false)
            .put("phone_autoconfirm", false)
            .put("sms_provider", "")
            .put("saml_enabled", false);

    private final AuthUsers users;
    private final Sessions sessions;
    private final GoTrue goTrue;

    /** @param session empty where the token is of none */
    private record Caller(JsonObject user, Optional<UUID> session) {
        UUID id() {
            return UUID.fromString(user.getString("id"));
        }
    }

    public AccountRoutes(AuthUsers users, Sessions sessions, AuthTokens tokens) {
        this.users = users;
        this.sessions = sessions;
        this.goTrue = new GoTrue(tokens);
    }

    public void register(Api api) {
        api.get("/auth/v1/health", goTrue.serve(call -> ApiAnswer.json(200, HEALTH)), GoTrue.BROKEN);
        api.get("/auth/v1/settings", goTrue.serve(call -> ApiAnswer.json(200, SETTINGS)), GoTrue.BROKEN);
        api.get(
                "/auth/v1/user",
                goTrue.serve(call -> ApiAnswer.json(200, caller(call).user())),
                GoTrue.BROKEN);
        api.post("/auth/v1/logout", goTrue.serve(this::logout), GoTrue.BROKEN);
        api.post("/auth/v1/signup", goTrue.serve(AccountRoutes::signUp), GoTrue.BROKEN);
        api.otherwise("/auth/v1/", goTrue::requireKey);
    }

    private ApiAnswer logout(Call call) throws SQLException {
        var caller = caller(call);
        var scope = call.query("scope").orElse("global");
        if (!SCOPES.contains(scope)) {
            throw AuthError.invalid("Unsupported logout scope \"" + scope + "\"");
        }
        if (scope.equals("local") && caller.session().isPresent()) {
            sessions.end(caller.session().get());
        } else {
            sessions.endAll(caller.id(), caller.session().filter(own -> scope.equals("others")));
        }
        return DONE;
    }

    /** Accounts are made by the Admin API alone. */
    private static ApiAnswer signUp(Call call) {
        throw new AuthError(422, "signup_disabled", "Signups not allowed for this instance");
    }

    private Caller caller(Call call) throws SQLException {
        var claims = goTrue.claims(call);
        if (claims.subject() == null) {
            throw new AuthError(403, "bad_jwt", "invalid claim: missing sub claim");
        }
        var id = Call.uuid(claims.subject())
                .orElseThrow(() -> new AuthError(400, "bad_jwt", "invalid claim: sub claim must be a UUID"));
        var user = users.find(id)
                .orElseThrow(() -> new AuthError(403, "user_not_found", "User from sub claim in JWT does not exist"));
        if (claims.session().isPresent() && !sessions.isOpen(claims.session().get())) {
            throw new AuthError(403, "session_not_found", "Session from session_id claim in JWT does not exist");
        }
        if (Ban.holds(user)) {
            throw new AuthError(403, "user_banned", "User is banned");
        }
        return new Caller(user, claims.session());
    }
}
