package loadtest.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a real database that closes after so many connections. */
public final class FleetingDatabase implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI real;

    /** @param url of the real one */
    public FleetingDatabase(String url, int connections) throws IOException {
        real = URI.create(url);
        threads.submit(() -> {
            try (door) {
                for (int n = 0; n < connections; n++) {
                    var client = door.accept();
                    var server = new Socket(InetAddress.getLoopbackAddress(), real.getPort());
                    threads.submit(() -> pass(client, server));
                    threads.submit(() -> pass(server, client));
                }
            }
            return null;
        });
    }

    /** The same database by this way. */
    public String url() {
        return real.toString().replace(":" + real.getPort() + "/", ":" + port() + "/");
    }

    public int port() {
        return door.getLocalPort();
    }

    public String password() {
        return real.getRawUserInfo().split(":", 2)[1];
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    private static Void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
        return null;
    }
}
