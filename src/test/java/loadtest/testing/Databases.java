package loadtest.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** A Postgres on this machine. */
public interface Databases {
    int port();

    Connection connect(String database) throws SQLException;
}
