package loadtest.standin.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import loadtest.standin.database.Db;

/** The users of both products: rows of {@code auth.users}, with their passwords as bcrypt hashes. */
public final class AuthUsers {
    /** The lowest cost there is: minting a token must stay cheap beside what is measured. */
    private static final String HASH = "crypt(?::text, gen_salt('bf', 4))";

    /** A user as GoTrue shows it. */
    static final String USER = """
            json_build_object('id', id, 'aud', aud, 'role', role, 'email', email, 'phone', '',
              'email_confirmed_at', email_confirmed_at, 'confirmed_at', email_confirmed_at,
              'last_sign_in_at', last_sign_in_at, 'app_metadata', raw_app_meta_data,
              'user_metadata', raw_user_meta_data, 'identities', '[]'::json,
              'created_at', created_at, 'updated_at', updated_at, 'banned_until', banned_until,
              'deleted_at', deleted_at, 'is_anonymous', false)::text
            """;

    /** Of a confirmed address the user's own metadata tells, too. */
    private static final String VERIFIED = "case when ? then '{\"email_verified\": true}' else '{}' end::jsonb";

    private static final String CREATE = "insert into auth.users (id, email, encrypted_password, email_confirmed_at,"
            + " role, banned_until, raw_app_meta_data, raw_user_meta_data)"
            + " values (coalesce(?, gen_random_uuid()), ?, " + HASH + ", case when ? then now() end,"
            + " coalesce(?, 'authenticated'), ?,"
            + " auth.merged('{\"provider\": \"email\", \"providers\": [\"email\"]}', ?::jsonb), ?::jsonb || "
            + VERIFIED + ") returning " + USER;
    private static final String FIND = "select " + USER + " from auth.users where id = ?";
    private static final String CHANGE = "update auth.users set email = coalesce(?, email),"
            + " encrypted_password = coalesce(" + HASH + ", encrypted_password),"
            + " email_confirmed_at = case when ? then coalesce(email_confirmed_at, now()) else email_confirmed_at end,"
            + " role = coalesce(?, role), banned_until = case when ? then ?::timestamptz else banned_until end,"
            + " raw_app_meta_data = auth.merged(raw_app_meta_data, ?::jsonb),"
            + " raw_user_meta_data = auth.merged(raw_user_meta_data || " + VERIFIED + ", ?::jsonb),"
            + " updated_at = now() where id = ? returning " + USER;
    private static final String END_SESSIONS = "delete from auth.sessions where user_id = ?";

    /** The address becomes free, and nothing tells any more whose it was. */
    private static final String SOFT_DELETE = "update auth.users set deleted_at = coalesce(deleted_at, now()),"
            + " encrypted_password = null, email = case when deleted_at is null then"
            + " translate(rtrim(encode(sha256(convert_to(id || email, 'UTF8')), 'base64'), '='), '+/', '-_')"
            + " else email end, raw_app_meta_data = '{}', raw_user_meta_data = '{}' where id = ?";

    private static final String PAGE =
            "select " + USER + " from auth.users order by created_at desc, id limit ? offset ?";

    private final Db db;

    public AuthUsers(Db db) {
        this.db = db;
    }

    /**
     * @param id null for one of the database's choice
     * @throws SQLException with state 23505 if the email or the id is taken
     */
    JsonObject create(UUID id, UserDraft draft) throws SQLException {
        return db.text(
                        CREATE,
                        id,
                        draft.email(),
                        draft.password(),
                        draft.confirmed(),
                        draft.role(),
                        draft.ban() == null ? null : draft.ban().until(),
                        draft.appMetadata().encode(),
                        draft.userMetadata().encode(),
                        draft.confirmed())
                .map(AuthUsers::user)
                .orElseThrow();
    }

    Optional<JsonObject> find(UUID id) throws SQLException {
        return db.text(FIND, id).map(AuthUsers::user);
    }

    /**
     * Merges what the draft says into the user. A new password ends all sessions.
     *
     * @throws SQLException with state 23505 if the email is taken
     */
    Optional<JsonObject> change(UUID id, UserDraft draft) throws SQLException {
        return db.transaction(session -> {
            if (draft.password() != null) {
                session.run(END_SESSIONS, id);
            }
            return session.one(
                    CHANGE,
                    row -> user(row.getString(1)),
                    draft.email(),
                    draft.password(),
                    draft.confirmed(),
                    draft.role(),
                    draft.ban() != null,
                    draft.ban() == null ? null : draft.ban().until(),
                    draft.appMetadata().encode(),
                    draft.confirmed(),
                    draft.userMetadata().encode(),
                    id);
        });
    }

    /** @return whether there was one */
    boolean delete(UUID id) throws SQLException {
        return db.run("delete from auth.users where id = ?", id) == 1;
    }

    /**
     * Leaves the row with its id alone; once more it changes nothing.
     *
     * @return whether there was one
     */
    boolean softDelete(UUID id) throws SQLException {
        return db.transaction(session -> {
            session.run(END_SESSIONS, id);
            return session.run(SOFT_DELETE, id) == 1;
        });
    }

    long count() throws SQLException {
        return db.one("select count(*) from auth.users", row -> row.getLong(1)).orElseThrow();
    }

    /** @param page from 1 */
    JsonArray page(int page, int perPage) throws SQLException {
        var users = new JsonArray();
        db.all(PAGE, row -> user(row.getString(1)), perPage, (page - 1L) * perPage)
                .forEach(users::add);
        return users;
    }

    /** What a user does not have is left out. */
    static JsonObject user(String json) {
        var user = new JsonObject(json);
        user.getMap().values().removeIf(Objects::isNull);
        return user;
    }
}
