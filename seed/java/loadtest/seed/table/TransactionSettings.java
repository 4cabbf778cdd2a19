package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Begins transactions with settings of their own, whatever the defaults of the login's role are. Such a default may limit
 * each statement to less time than a busy machine needs to run any, and those that lift the limit run under it too: they
 * are sent again, since nothing has been done by then.
 */
public final class TransactionSettings {
    private static final String CANCELLED = "57014";
    private static final int MOST_TRIES = 20;

    /** What is cancelled later was waiting, and somebody wants it to end. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private TransactionSettings() {}

    /**
     * Rolls back what is open, and begins a transaction.
     *
     * @param statements that set what is to hold in it; what is to be done first may follow them
     * @throws SQLException if one of them is refused
     */
    public static void begin(Connection connection, String statements) throws SQLException {
        for (var tries = 1; ; tries++) {
            var sent = System.nanoTime();
            try (var statement = connection.createStatement()) {
                connection.rollback(); // costs nothing where nothing is open
                statement.execute(statements);
                return;
            } catch (SQLException e) {
                var soon = System.nanoTime() - sent < SOON.toNanos();
                if (!CANCELLED.equals(e.getSQLState()) || !soon || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }
}
