package loadtest.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes bytes on to a local port and counts the client's turns: how often it began to speak after having listened.
 * That is the number of round trips, however many packets each of them took.
 */
public final class CountingProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger turns = new AtomicInteger();
    private final Queue<Future<?>> pumps = new ConcurrentLinkedQueue<>();
    private final int target;

    public CountingProxy(int target) throws IOException {
        this.target = target;
        threads.submit(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Waits until every client has gone: its farewell counts too. */
    public int turns() throws Exception {
        for (var pump : pumps) {
            try {
                pump.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // The server hung up first.
            }
        }
        return turns.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    private Void accept() throws IOException {
        while (true) {
            var client = door.accept();
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            var clientSpeaks = new AtomicBoolean();
            pumps.add(threads.submit(() -> pump(client, server, clientSpeaks, true)));
            threads.submit(() -> pump(server, client, clientSpeaks, false));
        }
    }

    private Void pump(Socket from, Socket to, AtomicBoolean clientSpeaks, boolean fromClient) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[64 * 1024];
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (clientSpeaks.getAndSet(fromClient) != fromClient && fromClient) {
                    turns.incrementAndGet();
                }
                out.write(buffer, 0, length);
            }
        }
        return null;
    }
}
