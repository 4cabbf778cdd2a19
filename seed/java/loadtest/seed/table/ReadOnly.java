package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import loadtest.settings.Database;
import org.postgresql.Driver;

/** A connection that asks and never writes, bounded in time. */
public final class ReadOnly {
    private ReadOnly() {}

    /** @throws SQLException if it does not come about within 5 s; later, if an answer takes longer than 10 s */
    public static Connection connect(Database database) throws SQLException {
        var properties = database.properties();
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("readOnly", "true");
        properties.setProperty("prepareThreshold", "0"); // a transaction pooler keeps no statement
        return new Driver().connect(database.jdbcUrl(), properties);
    }
}
