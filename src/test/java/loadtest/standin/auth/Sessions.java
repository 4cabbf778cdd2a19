package loadtest.standin.auth;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loadtest.standin.database.Db;

/** Who is signed in: rows of {@code auth.sessions}, each with the refresh tokens that were given out in turn. */
public final class Sessions {
    private static final Map<String, String> REASONS = Map.of(
            "invalid_credentials", "Invalid login credentials",
            "user_banned", "User is banned",
            "email_not_confirmed", "Email not confirmed");

    private static final String REFUSAL = "select case when encrypted_password is null then 'invalid_credentials'"
            + " when banned_until > now() then 'user_banned'"
            + " when encrypted_password <> crypt(?, encrypted_password) then 'invalid_credentials'"
            + " when email_confirmed_at is null then 'email_not_confirmed' else '' end"
            + " from auth.users where email = lower(?)";
    private static final String OPEN = "with signed as (update auth.users set last_sign_in_at = now()"
            + " where email = lower(?) returning *),"
            + " session as (insert into auth.sessions (id, user_id) select ?, id from signed),"
            + " token as (insert into auth.refresh_tokens (token, session_id) select ?, ? from signed)"
            + " select " + AuthUsers.USER + " from signed";
    private static final String BANNED = "select coalesce(banned_until > now(), false) from auth.refresh_tokens"
            + " join auth.sessions s on s.id = session_id join auth.users u on u.id = user_id where token = ?";
    private static final String RENEW = "with used as (update auth.refresh_tokens set revoked = true"
            + " where token = ? and not revoked returning session_id),"
            + " fresh as (insert into auth.refresh_tokens (token, session_id) select ?, session_id from used)"
            + " select session_id from used";
    private static final String REVOKE_ALL = "update auth.refresh_tokens set revoked = true where session_id ="
            + " (select session_id from auth.refresh_tokens where token = ?)";
    private static final String OWNER =
            "select " + AuthUsers.USER + " from auth.users where id = (select user_id from auth.sessions where id = ?)";

    private final Db db;
    private final AuthTokens tokens;

    /** A user who is signed in, with new tokens of the session. */
    record Session(JsonObject user, AuthTokens.Minted token, String refreshToken) {}

    public Sessions(Db db, AuthTokens tokens) {
        this.db = db;
        this.tokens = tokens;
    }

    /** @throws AuthError if these credentials are wrong, or the user may not sign in (yet) */
    Session signIn(String email, String password) throws SQLException {
        var refusal = db.text(REFUSAL, password, email).orElse("invalid_credentials");
        if (!refusal.isEmpty()) {
            throw new AuthError(400, refusal, REASONS.get(refusal));
        }
        var id = UUID.randomUUID();
        var refreshToken = Keys.secret().reveal();
        var user =
                db.text(OPEN, email, id, refreshToken, id).map(AuthUsers::user).orElseThrow();
        return new Session(user, tokens.mint(user, id), refreshToken);
    }

    /**
     * Goes on with a session. Each refresh token is good once; whoever uses one again ends the session's renewal.
     *
     * @throws AuthError if the token is unknown or used, or the user is banned
     */
    Session renew(String refreshToken) throws SQLException {
        var banned = db.one(BANNED, row -> row.getBoolean(1), refreshToken)
                .orElseThrow(() -> refused("refresh_token_not_found", "Refresh Token Not Found"));
        if (banned) {
            throw refused("user_banned", "User Banned");
        }
        var next = Keys.secret().reveal();
        var id = db.text(RENEW, refreshToken, next).map(UUID::fromString);
        if (id.isEmpty()) {
            db.run(REVOKE_ALL, refreshToken);
            throw refused("refresh_token_already_used", "Already Used");
        }
        var user = db.text(OWNER, id.get())
                .map(AuthUsers::user)
                .orElseThrow(() -> refused("session_not_found", "No Valid Session Found"));
        return new Session(user, tokens.mint(user, id.get()), next);
    }

    boolean isOpen(UUID session) throws SQLException {
        return db.one("select 1 from auth.sessions where id = ?", row -> true, session)
                .isPresent();
    }

    void end(UUID session) throws SQLException {
        db.run("delete from auth.sessions where id = ?", session);
    }

    /** @param except the session that goes on; empty if none does */
    void endAll(UUID user, Optional<UUID> except) throws SQLException {
        db.run("delete from auth.sessions where user_id = ? and id is distinct from ?", user, except.orElse(null));
    }

    private static AuthError refused(String code, String reason) {
        return new AuthError(400, code, "Invalid Refresh Token: " + reason);
    }
}
