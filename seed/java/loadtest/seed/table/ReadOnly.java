package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import loadtest.settings.Database;
import org.postgresql.Driver;

/** A connection that asks and never writes, bounded in time. */
public final class ReadOnly {
    /** For a transaction, whatever the role's default is: just below the limit of the connection. */
    public static final String STATEMENT_LIMIT = "set local statement_timeout = 9000";

    private ReadOnly() {}

    /** @throws SQLException if it does not come about within 5 s; later, if an answer takes longer than 10 s */
    public static Connection connect(Database database) throws SQLException {
        var properties = database.properties();
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("readOnly", "true");
        properties.setProperty("prepareThreshold", "0"); // a transaction pooler keeps no statement
        // Otherwise the driver begins with statements, which the role's defaults may limit to less time than they take.
        properties.setProperty("assumeMinServerVersion", "9.0");
        return new Driver().connect(database.jdbcUrl(), properties);
    }
}
