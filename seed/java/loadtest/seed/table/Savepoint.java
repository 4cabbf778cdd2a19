package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;

/** A state that a transaction can go back to. */
record Savepoint(String name) {
    /** The statement that makes it. */
    String make() {
        return "savepoint " + name;
    }

    void goBack(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + name);
        }
    }

    /** @throws SQLException the refusal itself, if the connection broke with it */
    void goBackAfter(SQLException refusal, Connection connection) throws SQLException {
        try {
            goBack(connection);
        } catch (SQLException broken) {
            throw refusal;
        }
    }
}
