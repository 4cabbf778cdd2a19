package loadtest.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import loadtest.record.Finding;
import loadtest.seed.ReadOnly;
import loadtest.settings.Database;

/** What the database of the system under test says. */
final class Evidence {
    private final Optional<Database> database;

    Evidence(Optional<Database> database) {
        this.database = database;
    }

    /** A question to the database. */
    interface Question {
        Finding ask(Connection connection) throws SQLException;
    }

    /** The answer; a database that was not given cannot be asked, one that does not answer is a failed audit. */
    Finding ask(Question question) {
        if (database.isEmpty()) {
            return Finding.notAudited("no database given");
        }
        try (var connection = ReadOnly.connect(database.get())) {
            return question.ask(connection);
        } catch (SQLException e) {
            var where = database.get().host() + ":" + database.get().port();
            return Finding.failed("the database at " + where + " refused (SQLSTATE " + e.getSQLState() + ")");
        }
    }

    /** Counts rows for ids given as an array; the query returns one number. */
    static long count(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
