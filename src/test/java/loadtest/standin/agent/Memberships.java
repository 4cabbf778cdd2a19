package loadtest.standin.agent;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.database.Db;

/** Who may do what in which organisation. */
public final class Memberships {
    private static final String SQL = """
            select o.id, m.role
            from organizations o
            left join memberships m on m.org_id = o.id and m.user_id = ?
            where o.slug = ?
            """;

    private final Db db;

    /**
     * A user's place in an organisation that exists.
     *
     * @param role null for someone who is no member
     */
    record Membership(UUID org, String role) {
        boolean isMember() {
            return role != null;
        }

        boolean isManager() {
            return "MANAGER".equals(role) || "SYSTEM_ADMIN".equals(role);
        }
    }

    public Memberships(Db db) {
        this.db = db;
    }

    /** Empty if there is no such organisation. */
    Optional<Membership> of(AuthTokens.Caller caller, String orgSlug) throws SQLException {
        return db.one(SQL, row -> new Membership(row.getObject(1, UUID.class), row.getString(2)), caller.id(), orgSlug);
    }
}
