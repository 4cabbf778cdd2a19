package loadtest.standin.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import loadtest.standin.database.Db;

/** The users of both products: rows of {@code auth.users}, with their passwords as bcrypt hashes. */
public final class AuthUsers {
    /** The lowest cost there is: minting a token must stay cheap beside what is measured. */
    private static final String HASH = "crypt(?::text, gen_salt('bf', 4))";

    /** A user as GoTrue shows it. */
    private static final String USER = """
            json_build_object('id', id, 'aud', aud, 'role', role, 'email', email, 'phone', '',
              'email_confirmed_at', email_confirmed_at, 'confirmed_at', email_confirmed_at,
              'last_sign_in_at', last_sign_in_at, 'app_metadata', raw_app_meta_data,
              'user_metadata', raw_user_meta_data, 'identities', '[]'::json,
              'created_at', created_at, 'updated_at', updated_at, 'is_anonymous', false)::text
            """;

    private static final String SIGN_IN = "update auth.users set last_sign_in_at = now()"
            + " where email = lower(?) and encrypted_password = crypt(?, encrypted_password) returning " + USER;
    private static final String RENEW =
            "with used as (delete from auth.refresh_tokens where token = ? returning user_id)"
                    + " update auth.users set last_sign_in_at = now() from used where id = used.user_id returning "
                    + USER;
    private static final String KEEP = "insert into auth.refresh_tokens (token, user_id) values (?, ?::uuid)";
    private static final String CREATE = "insert into auth.users"
            + " (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)"
            + " values (coalesce(?, gen_random_uuid()), lower(?), " + HASH + ", case when ? then now() end,"
            + " '{\"provider\": \"email\", \"providers\": [\"email\"]}'::jsonb || ?::jsonb, ?::jsonb) returning "
            + USER;
    private static final String FIND = "select " + USER + " from auth.users where id = ?";
    private static final String CHANGE = "update auth.users set email = coalesce(lower(?), email),"
            + " encrypted_password = coalesce(" + HASH + ", encrypted_password),"
            + " email_confirmed_at = case when ? then coalesce(email_confirmed_at, now()) else email_confirmed_at end,"
            + " raw_app_meta_data = jsonb_strip_nulls(raw_app_meta_data || ?::jsonb),"
            + " raw_user_meta_data = jsonb_strip_nulls(raw_user_meta_data || ?::jsonb),"
            + " updated_at = now() where id = ? returning " + USER;
    private static final String PAGE =
            "select " + USER + " from auth.users order by created_at desc, id limit ? offset ?";

    private final Db db;

    /**
     * What the Auth Admin API writes about a user.
     *
     * @param id null for a new one of the database's choice
     * @param password null if it is not to change
     */
    record Draft(
            UUID id,
            String email,
            String password,
            boolean confirmed,
            JsonObject appMetadata,
            JsonObject userMetadata) {}

    public AuthUsers(Db db) {
        this.db = db;
    }

    /** The user with this password, now signed in. */
    Optional<JsonObject> signIn(String email, String password) throws SQLException {
        return db.text(SIGN_IN, email, password).map(JsonObject::new);
    }

    /** The user that a refresh token belongs to; the token is used up. */
    Optional<JsonObject> renew(String refreshToken) throws SQLException {
        return db.text(RENEW, refreshToken).map(JsonObject::new);
    }

    /** A refresh token for a user who signed in. */
    String refreshToken(JsonObject user) throws SQLException {
        var token = Keys.secret().reveal();
        db.run(KEEP, token, user.getString("id"));
        return token;
    }

    /** @throws SQLException with state 23505 if the email or the id is taken */
    JsonObject create(Draft draft) throws SQLException {
        return db.text(
                        CREATE,
                        draft.id(),
                        draft.email(),
                        draft.password(),
                        draft.confirmed(),
                        draft.appMetadata().encode(),
                        draft.userMetadata().encode())
                .map(JsonObject::new)
                .orElseThrow();
    }

    Optional<JsonObject> find(UUID id) throws SQLException {
        return db.text(FIND, id).map(JsonObject::new);
    }

    /** Merges what the draft says into the user that it names. */
    Optional<JsonObject> change(Draft draft) throws SQLException {
        return db.text(
                        CHANGE,
                        draft.email(),
                        draft.password(),
                        draft.confirmed(),
                        draft.appMetadata().encode(),
                        draft.userMetadata().encode(),
                        draft.id())
                .map(JsonObject::new);
    }

    boolean delete(UUID id) throws SQLException {
        return db.run("delete from auth.users where id = ?", id) == 1;
    }

    long count() throws SQLException {
        return db.one("select count(*) from auth.users", row -> row.getLong(1)).orElseThrow();
    }

    /** @param page from 1 */
    JsonArray page(int page, int perPage) throws SQLException {
        var users = new JsonArray();
        db.all(PAGE, row -> new JsonObject(row.getString(1)), perPage, (page - 1L) * perPage)
                .forEach(users::add);
        return users;
    }
}
