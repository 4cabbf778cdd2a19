package loadtest.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/** A server on loopback that stands between clients and a local port, and serves each connection on its own thread. */
abstract class Relay implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener;
    private final int target;

    Relay(int target, ServerSocketFactory sockets) throws IOException {
        this.target = target;
        this.listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Begins to serve, once all that serving needs is there. */
    final void begin() {
        run(this::accept);
    }

    /** Serves one connection to its end. */
    abstract Void serve(Socket client) throws IOException;

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), target);
    }

    void run(Callable<Void> work) {
        threads.submit(work);
    }

    /** @param copy receives the bytes before they are handed on */
    static Void pipe(Socket from, Socket to, OutputStream copy) throws IOException {
        try (from;
                to) {
            var buffer = new byte[BUFFER_BYTES];
            for (var length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                copy.write(buffer, 0, length);
                to.getOutputStream().write(buffer, 0, length);
            }
        }
        return null;
    }

    private Void accept() throws IOException {
        while (true) {
            var client = listener.accept();
            run(() -> serve(client));
        }
    }
}
