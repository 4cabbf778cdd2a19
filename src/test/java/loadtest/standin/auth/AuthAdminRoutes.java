package loadtest.standin.auth;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Refusal;

/** The Admin API of Supabase's auth server, for the service key alone. */
public final class AuthAdminRoutes {
    private static final String USERS = "/auth/v1/admin/users";
    private static final String USER = USERS + "/:id";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final ApiAnswer BROKEN = GoTrue.error(500, "unexpected_failure", "Database error");

    private final AuthUsers users;
    private final AuthTokens tokens;

    public AuthAdminRoutes(AuthUsers users, AuthTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    public void register(Api api) {
        api.post(USERS, forService(this::create), BROKEN);
        api.get(USERS, forService(this::list), BROKEN);
        api.get(USER, forService(call -> found(users.find(id(call)))), BROKEN);
        api.on(HttpMethod.PUT, USER, forService(this::change), BROKEN);
        api.on(HttpMethod.DELETE, USER, forService(this::delete), BROKEN);
    }

    private Api.Endpoint forService(Api.Endpoint endpoint) {
        return call -> {
            call.header("apikey").ifPresent(key -> {
                if (tokens.role(key).isEmpty()) {
                    throw new Refusal(ApiAnswer.json(401, new JsonObject().put("message", "Invalid API key")));
                }
            });
            var bearer = call.bearer()
                    .orElseThrow(() ->
                            GoTrue.refusal(401, "no_authorization", "This endpoint requires a valid Bearer token"));
            var role = tokens.role(bearer)
                    .orElseThrow(
                            () -> GoTrue.refusal(403, "bad_jwt", "invalid JWT: unable to parse or verify signature"));
            if (!role.equals("service_role")) {
                throw GoTrue.refusal(403, "not_admin", "User not allowed");
            }
            return endpoint.answer(call);
        };
    }

    private ApiAnswer create(Call call) throws SQLException {
        var body = body(call);
        if (Call.text(body, "email").isEmpty()) {
            throw invalid("Cannot create a user without either an email or phone");
        }
        UUID id = null;
        if (body.getValue("id") != null) {
            id = Call.uuid(body.getValue("id").toString())
                    .orElseThrow(() -> invalid("ID must conform to the uuid v4 format"));
        }
        var draft = draft(id, body);
        try {
            return ApiAnswer.json(200, users.create(draft));
        } catch (SQLException e) {
            throw emailTaken(e);
        }
    }

    private ApiAnswer change(Call call) throws SQLException {
        var draft = draft(id(call), body(call));
        try {
            return found(users.change(draft));
        } catch (SQLException e) {
            throw emailTaken(e);
        }
    }

    private ApiAnswer delete(Call call) throws SQLException {
        return found(users.delete(id(call)) ? Optional.of(new JsonObject()) : Optional.empty());
    }

    private ApiAnswer list(Call call) throws SQLException {
        var page = number(call, "page", 1, Integer.MAX_VALUE);
        var perPage = number(call, "per_page", 50, 1_000);
        var total = users.count();
        var found = users.page(page, perPage);
        var last = Math.max(1, (total + perPage - 1) / perPage);
        var link = "<%s?page=%s&per_page=%s>; rel=\"last\"".formatted(USERS, last, perPage);
        if (page < last) {
            link = "<%s?page=%s&per_page=%s>; rel=\"next\", %s".formatted(USERS, page + 1, perPage, link);
        }
        return ApiAnswer.json(200, new JsonObject().put("users", found).put("aud", "authenticated"))
                .with("x-total-count", total)
                .with("link", link);
    }

    private static int number(Call call, String name, int fallback, int max) {
        try {
            var number = call.query(name).map(Integer::parseInt).orElse(fallback);
            if (number >= 1) {
                return Math.min(number, max);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw invalid("Bad Pagination Parameters: " + name);
    }

    private static JsonObject body(Call call) {
        return call.body(reason -> GoTrue.refusal(400, "bad_json", reason));
    }

    private static AuthUsers.Draft draft(UUID id, JsonObject body) {
        var email = Call.text(body, "email").orElse(null);
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            throw invalid("Unable to validate email address: invalid format");
        }
        return new AuthUsers.Draft(
                id,
                email,
                Call.text(body, "password").orElse(null),
                Boolean.TRUE.equals(body.getValue("email_confirm")),
                metadata(body, "app_metadata"),
                metadata(body, "user_metadata"));
    }

    private static JsonObject metadata(JsonObject body, String field) {
        var value = body.getValue(field);
        if (value == null) {
            return new JsonObject();
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw invalid(field + " must be an object");
    }

    private static UUID id(Call call) {
        return call.id("id").orElseThrow(() -> GoTrue.refusal(404, "validation_failed", "user_id must be an UUID"));
    }

    private static ApiAnswer found(Optional<JsonObject> user) {
        return ApiAnswer.json(200, user.orElseThrow(() -> GoTrue.refusal(404, "user_not_found", "User not found")));
    }

    private static Refusal invalid(String message) {
        return GoTrue.refusal(400, "validation_failed", message);
    }

    /** @throws SQLException the given one, if it is about something else */
    private static Refusal emailTaken(SQLException e) throws SQLException {
        if (UNIQUE_VIOLATION.equals(e.getSQLState()) && e.getMessage().contains("email")) {
            return GoTrue.refusal(422, "email_exists", "A user with this email address has already been registered");
        }
        throw e;
    }
}
