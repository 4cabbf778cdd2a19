package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import org.postgresql.Driver;

/**
 * The seeder's connection, with all that it asks of a session living in one transaction: a transaction pooler hands
 * every transaction to another server connection.
 */
public final class SeederLogin {
    /** Of all the advisory locks in a database, the seeder's: "perfseed" in ASCII. */
    private static final long LOCK = 0x7065726673656564L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * Whatever the role's defaults are. The platform's triggers may need more of the search path than the seeder, so
     * that it is only added to; a setting that this version of Postgres lacks is left alone. The first statement lifts
     * the limit that would hold for the next.
     */
    private static final String SETTINGS = """
            set local statement_timeout = 0;
            set transaction isolation level read committed;
            select set_config(name, case name when 'standard_conforming_strings' then 'on' else '0' end, true)
            from pg_catalog.pg_settings
            where name in ('idle_in_transaction_session_timeout', 'transaction_timeout',
              'standard_conforming_strings');
            select set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''),
              'public', 'extensions'), true);
            """;

    private SeederLogin() {}

    /** @throws BadInput if there is no connection to be had */
    public static Connection connect(Database database) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "120");
        properties.setProperty("ApplicationName", "loadtest-seed");
        // So that the name goes with the first packet, and not on a round trip of its own.
        properties.setProperty("assumeMinServerVersion", "9.0");
        properties.putAll(database.properties());
        // Every statement is sent once, and a transaction pooler loses prepared ones.
        properties.setProperty("prepareThreshold", "0");
        try {
            // The JDK's list of drivers may be that of a command that the same Maven has run before.
            var connection = new Driver().connect(database.jdbcUrl(), properties);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw SqlErrors.whenConnecting(database, e);
        }
    }

    /**
     * As {@link #lock(Connection, Duration)}, on a new connection where this one has ended: servers and poolers end a
     * session that idles while users are written, which has nothing open then.
     *
     * @return the connection that is locked
     */
    public static Connection lock(Connection connection, Database database, Duration wait) throws SQLException {
        try {
            lock(connection, wait);
            return connection;
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                throw e;
            }
            var again = connect(database);
            lock(again, wait);
            return again;
        }
    }

    /**
     * Begins a transaction with the settings that it needs, waits until no other seeder runs, and keeps others out until
     * the transaction ends.
     *
     * @param wait for this lock, and for each lock on a table later on
     * @throws BadInput if another seeder takes longer
     */
    public static void lock(Connection connection, Duration wait) throws SQLException {
        try {
            TransactionSettings.begin(
                    connection,
                    SETTINGS + "set local lock_timeout = " + wait.toMillis() + "; select pg_advisory_xact_lock(" + LOCK
                            + ")");
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new BadInput("SUPABASE_DB_URL: another seeder has been at work in this database for "
                        + wait.toSeconds() + " s; let it finish and seed again; nothing was changed");
            }
            throw e;
        }
    }
}
