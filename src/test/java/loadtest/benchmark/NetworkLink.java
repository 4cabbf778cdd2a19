package loadtest.benchmark;

import java.io.IOException;
import java.time.Duration;
import loadtest.testing.TcpProxy;

/** The network link to a database and to its auth server. */
final class NetworkLink implements AutoCloseable {
    private final Duration roundTrip;
    private final TcpProxy database;
    private final TcpProxy auth;
    private final int databasePort;
    private final int authPort;

    /** @param roundTrip zero for the direct connection, without a proxy */
    NetworkLink(int databasePort, int authPort, Duration roundTrip) throws IOException {
        this.roundTrip = roundTrip;
        database = roundTrip.isZero() ? null : new TcpProxy(databasePort, roundTrip);
        auth = roundTrip.isZero() ? null : new TcpProxy(authPort, roundTrip);
        this.databasePort = roundTrip.isZero() ? databasePort : database.port();
        this.authPort = roundTrip.isZero() ? authPort : auth.port();
    }

    Duration roundTrip() {
        return roundTrip;
    }

    int databasePort() {
        return databasePort;
    }

    int authPort() {
        return authPort;
    }

    /** Round trips to the database since the last call; only counted on a link with a delay. */
    int takeTurns() {
        return database.takeTurns();
    }

    @Override
    public void close() throws IOException {
        if (database != null) {
            database.close();
            auth.close();
        }
    }
}
