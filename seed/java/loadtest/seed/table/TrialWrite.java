package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;
import loadtest.seed.fixture.User;

/**
 * Writes the fixtures in a transaction that the caller rolls back, so that whatever refuses them is known before a user
 * is made: check constraints, triggers, missing partitions, unique values of others, rights on sequences.
 */
public final class TrialWrite {
    /** Locks are held by whoever uses the platform, so that a trial does not wait for them as long as a seed. */
    private static final int LONGEST_LOCK_MILLIS = 2_000;

    private static final Savepoint NO_PLACEHOLDERS = new Savepoint("seed_users");
    private static final String NOT_TRIED = "not tried: needs users";

    private final Connection connection;
    private final Survey survey;
    private final Progress progress;

    /** @param connection inside the transaction, which the caller rolls back */
    public TrialWrite(Connection connection, Survey survey, Progress progress) {
        this.connection = connection;
        this.survey = survey;
        this.progress = progress;
    }

    /**
     * What a seed would change.
     *
     * @throws SQLException if the database refuses a row
     * @throws loadtest.settings.BadInput if a row would not be there after writing, or not as the scenarios need it
     */
    public List<Change> run() throws SQLException {
        execute("set constraints all immediate; set local lock_timeout = " + LONGEST_LOCK_MILLIS);
        progress.report("trying the writes, which are then rolled back; sequences advance all the same, and triggers"
                + " with effects elsewhere may fire");
        var missing = missing();
        if (missing.isEmpty() || placeholders(missing)) {
            return write(survey.fitting().stages());
        }
        var other = anyUser();
        return other.isPresent()
                ? writeFor(missing, other.get())
                : compare(survey.fitting().stages(), "tables");
    }

    /** With an existing user in place of the missing ones, whose own rows cannot be tried then. */
    private List<Change> writeFor(List<User> missing, UUID other) throws SQLException {
        var users = survey.users().stream()
                .map(user -> missing.contains(user) ? user.withId(other) : user)
                .toList();
        var changes = new ArrayList<Change>();
        var tried = new ArrayList<Stage>();
        for (var stage : survey.with(users).fitting().stages()) {
            if (isOfUsers(stage)) {
                changes.addAll(compare(own(stage.table()), stage.table()));
            } else {
                tried.add(stage);
            }
        }
        changes.addAll(write(tried));
        return changes;
    }

    private List<Stage> own(String table) {
        return survey.fitting().stages().stream()
                .filter(stage -> stage.table().equals(table))
                .toList();
    }

    private boolean isOfUsers(Stage stage) {
        var key = stage.rows().key().get(0);
        var column = survey.catalog().columns(stage.table()).get(key);
        return "auth.users".equals(column.refersTo());
    }

    private List<Change> write(List<Stage> stages) throws SQLException {
        return new FixtureTables(connection, stages, progress).write().changes();
    }

    private List<Change> compare(List<Stage> stages, String what) throws SQLException {
        progress.report(what + ": " + NOT_TRIED);
        return new FixtureTables(connection, stages, progress).compare();
    }

    private List<User> missing() throws SQLException {
        var there = new HashSet<UUID>();
        try (var query = connection.prepareStatement("select id from auth.users where id = any (?)")) {
            var ids = survey.users().stream().map(User::id).toArray();
            query.setArray(1, connection.createArrayOf("uuid", ids));
            var found = query.executeQuery();
            while (found.next()) {
                there.add(found.getObject(1, UUID.class));
            }
        }
        return survey.users().stream()
                .filter(user -> !there.contains(user.id()))
                .toList();
    }

    /** Rows as the auth server would write them, in as many of its columns as matter here. */
    private boolean placeholders(List<User> missing) throws SQLException {
        var columns = usersColumns();
        var metadata = columns.contains("raw_app_meta_data") && columns.contains("raw_user_meta_data");
        var sql = metadata
                ? "insert into auth.users (id, email, raw_app_meta_data, raw_user_meta_data) values (?, ?, '{}', '{}')"
                : "insert into auth.users (id, email) values (?, ?)";
        execute(NO_PLACEHOLDERS.make());
        try (var insert = connection.prepareStatement(sql)) {
            for (var user : missing) {
                insert.setObject(1, user.id());
                insert.setString(2, user.email());
                insert.addBatch();
            }
            insert.executeBatch();
            return true;
        } catch (SQLException e) {
            NO_PLACEHOLDERS.goBack(connection);
            return false;
        }
    }

    private Set<String> usersColumns() throws SQLException {
        try (var query = connection.prepareStatement(
                "select array_agg(attname::text) from pg_attribute where attrelid = to_regclass('auth.users')")) {
            var found = query.executeQuery();
            found.next();
            return Set.of((String[]) found.getArray(1).getArray());
        }
    }

    private Optional<UUID> anyUser() throws SQLException {
        try (var query = connection.createStatement();
                var found = query.executeQuery("select id from auth.users limit 1")) {
            return found.next() ? Optional.of(found.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
