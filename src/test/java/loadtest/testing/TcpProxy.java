package loadtest.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forwards bytes to a local port, with a delay if one is set, and counts round trips: how often a client sent after it
 * had heard something, however many packets that took. Every byte arrives half a round trip after it was sent, in both
 * directions, and as many may be under way as anybody cares to send, so that time is added and bandwidth is not taken
 * away. The handshake of a connection costs its round trip too.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    /** 64 MB under way in each direction: at 10 ms more than loopback carries. */
    private static final int CHUNKS_UNDER_WAY = 1_024;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger turns = new AtomicInteger();
    private final Queue<Future<?>> clients = new ConcurrentLinkedQueue<>();
    private final int target;
    private final long oneWayNanos;

    /** Bytes and when they are there; an empty one is the end. */
    private record Chunk(byte[] bytes, long due) {}

    /** Of a port, at once. */
    public TcpProxy(int target) throws IOException {
        this(target, Duration.ZERO);
    }

    /** Of a port, with this delay. */
    public TcpProxy(int target, Duration roundTrip) throws IOException {
        this(target, roundTrip, Integer.MAX_VALUE);
    }

    private TcpProxy(int target, Duration roundTrip, int connections) throws IOException {
        this.target = target;
        this.oneWayNanos = roundTrip.toNanos() / 2;
        threads.submit(() -> accept(connections));
    }

    /** Takes so many connections and then listens no more. */
    public static TcpProxy closingAfter(int connections, int target) throws IOException {
        return new TcpProxy(target, Duration.ZERO, connections);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** An address on the target's port, by way of this proxy. */
    public String url(String direct) {
        return direct.replace(":" + target + "/", ":" + port() + "/");
    }

    /** The round trips since this was last asked. */
    public int takeTurns() {
        return turns.getAndSet(0);
    }

    /** All round trips; waits until every client has gone, as its last words count too. */
    public int turns() throws Exception {
        for (var client : clients) {
            try {
                client.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // The server hung up first.
            }
        }
        return turns.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private Void accept(int connections) throws IOException {
        try (listener) {
            for (var n = 0; n < connections; n++) {
                connect(listener.accept());
            }
        }
        return null;
    }

    private void connect(Socket client) throws IOException {
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var heard = new AtomicBoolean(true);
        Runnable sent = () -> {
            if (heard.getAndSet(false)) {
                turns.incrementAndGet();
            }
        };
        clients.add(pass(client, server, 2 * oneWayNanos, sent, () -> {}));
        pass(server, client, 0, () -> {}, () -> heard.set(true));
    }

    private Future<?> pass(Socket from, Socket to, long firstNanos, Runnable sent, Runnable arrived) {
        var underWay = new ArrayBlockingQueue<Chunk>(CHUNKS_UNDER_WAY);
        threads.submit(() -> deliver(underWay, from, to, arrived));
        return threads.submit(() -> send(from, underWay, firstNanos, sent));
    }

    private Void send(Socket from, BlockingQueue<Chunk> underWay, long firstNanos, Runnable sent)
            throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(firstNanos);
        var buffer = new byte[CHUNK_BYTES];
        try {
            for (var length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                sent.run();
                var bytes = new byte[length];
                System.arraycopy(buffer, 0, bytes, 0, length);
                underWay.put(new Chunk(bytes, System.nanoTime() + oneWayNanos));
            }
        } catch (IOException e) {
            // One of the two has hung up; so does the proxy.
        }
        underWay.put(new Chunk(new byte[0], System.nanoTime() + oneWayNanos));
        return null;
    }

    private static Void deliver(BlockingQueue<Chunk> underWay, Socket from, Socket to, Runnable arrived)
            throws InterruptedException, IOException {
        try (from;
                to) {
            for (var chunk = underWay.take(); chunk.bytes().length > 0; chunk = underWay.take()) {
                TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
                arrived.run();
                to.getOutputStream().write(chunk.bytes());
            }
        }
        return null;
    }
}
