package loadtest.standin.auth;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.UUID;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Bodies;
import loadtest.standin.http.Call;

/** The Admin API of Supabase's auth server, for the service key alone. */
public final class AuthAdminRoutes {
    private static final String USERS = "/auth/v1/admin/users";
    private static final String USER = USERS + "/:id";
    private static final String EMAIL_KEY = "users_email_partial_key";
    private static final int MOST_PER_PAGE = 1_000;

    private final AuthUsers users;
    private final GoTrue goTrue;

    public AuthAdminRoutes(AuthUsers users, AuthTokens tokens) {
        this.users = users;
        this.goTrue = new GoTrue(tokens);
    }

    public void register(Api api) {
        api.post(USERS, goTrue.serveAdmin(this::create), GoTrue.BROKEN);
        api.get(USERS, goTrue.serveAdmin(this::list), GoTrue.BROKEN);
        api.get(USER, goTrue.serveAdmin(this::read), GoTrue.BROKEN);
        api.on(HttpMethod.PUT, USER, goTrue.serveAdmin(this::change), GoTrue.BROKEN);
        api.on(HttpMethod.DELETE, USER, goTrue.serveAdmin(this::delete), GoTrue.BROKEN);
    }

    private ApiAnswer create(Call call) throws SQLException {
        var body = GoTrue.body(call);
        var draft = UserDraft.ofNew(body);
        try {
            return ApiAnswer.json(200, users.create(UserDraft.id(body).orElse(null), draft));
        } catch (SQLException e) {
            var taken = AuthError.taken(e, "Database error creating new user");
            throw e.getMessage().contains(EMAIL_KEY)
                    ? new AuthError(422, "email_exists", "A user with this email address has already been registered")
                    : taken;
        }
    }

    private ApiAnswer read(Call call) throws SQLException {
        return ApiAnswer.json(200, users.find(id(call)).orElseThrow(AuthAdminRoutes::unknown));
    }

    /** Unlike at creation the auth server does not look whether an address is taken before it writes. */
    private ApiAnswer change(Call call) throws SQLException {
        var id = id(call);
        var draft = UserDraft.ofChange(GoTrue.body(call));
        try {
            return ApiAnswer.json(200, users.change(id, draft).orElseThrow(AuthAdminRoutes::unknown));
        } catch (SQLException e) {
            throw AuthError.taken(e, "Error updating user");
        }
    }

    /** A body is no must here. */
    private ApiAnswer delete(Call call) throws SQLException {
        var id = id(call);
        var body = Bodies.of(call.context()).length() == 0 ? new JsonObject() : GoTrue.body(call);
        var found = GoTrue.flag(body, "should_soft_delete") ? users.softDelete(id) : users.delete(id);
        if (!found) {
            throw unknown();
        }
        return ApiAnswer.json(200, new JsonObject());
    }

    private ApiAnswer list(Call call) throws SQLException {
        var page = number(call, "page", 1, Integer.MAX_VALUE);
        var perPage = number(call, "per_page", 50, MOST_PER_PAGE);
        var total = users.count();
        var found = users.page(page, perPage);
        var last = (total + perPage - 1) / perPage;
        // The auth server knows nothing of the gateway's prefix before its paths.
        var link = "</admin/users?page=%s&per_page=%s>; rel=\"%s\"";
        var links = link.formatted(last, perPage, "last");
        if (page < last) {
            links = link.formatted(page + 1, perPage, "next") + ", " + links;
        }
        return ApiAnswer.json(200, new JsonObject().put("users", found).put("aud", "authenticated"))
                .with("x-total-count", total)
                .with("link", links);
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
        throw AuthError.invalid("Bad Pagination Parameters: " + name);
    }

    private static UUID id(Call call) {
        return call.id("id").orElseThrow(() -> new AuthError(404, "validation_failed", "user_id must be an UUID"));
    }

    private static AuthError unknown() {
        return new AuthError(404, "user_not_found", "User not found");
    }
}
