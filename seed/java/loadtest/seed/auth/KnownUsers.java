package loadtest.seed.auth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import loadtest.seed.fixture.User;
import loadtest.settings.BadInput;

/** The fixture users as the database's {@code auth.users} has them. */
public final class KnownUsers {
    private static final String BY_EMAIL = "select id, lower(email) from auth.users where lower(email) = any (?)";

    private KnownUsers() {}

    /** Every user under the id that its email already has in the database, if it is there. */
    public static List<User> resolve(Connection connection, List<User> users) throws SQLException {
        var ids = new HashMap<String, UUID>();
        try (var query = connection.prepareStatement(BY_EMAIL)) {
            var emails = users.stream()
                    .map(user -> user.email().toLowerCase(Locale.ROOT))
                    .toArray();
            query.setArray(1, connection.createArrayOf("text", emails));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.put(rows.getString(2), rows.getObject(1, UUID.class));
                }
            }
        }
        return users.stream()
                .map(user -> user.withId(ids.getOrDefault(user.email(), user.id())))
                .toList();
    }

    /**
     * @return how long the database took to answer
     * @throws BadInput if the users just written by the auth server are not in this database
     */
    public static Duration require(Connection connection, List<User> users) throws SQLException {
        var asked = System.nanoTime();
        try (var query = connection.prepareStatement("select count(*) from auth.users where id = any (?)")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", users.stream().map(User::id).toArray()));
            try (var rows = query.executeQuery()) {
                rows.next();
                if (rows.getInt(1) != users.size()) {
                    throw new BadInput("SUPABASE_URL and SUPABASE_DB_URL: the users written through the auth server"
                            + " are not in the database; are they of the same project? no table was changed");
                }
            }
        }
        return Duration.ofNanos(System.nanoTime() - asked);
    }
}
