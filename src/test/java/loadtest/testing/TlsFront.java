package loadtest.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Takes TLS for a local port that speaks plain HTTP, as a gateway does for an application. */
public final class TlsFront implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong bytes = new AtomicLong();
    private final ServerSocket listener;
    private final int target;

    public TlsFront(SSLContext context, int target) throws IOException {
        this.target = target;
        this.listener = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many it has handed on: none while no handshake has come to its end. */
    public long handedOn() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private Void accept() throws IOException {
        while (true) {
            var client = listener.accept();
            threads.submit(() -> serve(client));
        }
    }

    private Void serve(Socket client) throws IOException {
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        threads.submit(() -> pipe(server, client, new AtomicLong()));
        return pipe(client, server, bytes);
    }

    private static Void pipe(Socket from, Socket to, AtomicLong counted) throws IOException {
        try (from;
                to) {
            var buffer = new byte[16 * 1024];
            for (var length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                counted.addAndGet(length);
                to.getOutputStream().write(buffer, 0, length);
            }
        }
        return null;
    }
}
