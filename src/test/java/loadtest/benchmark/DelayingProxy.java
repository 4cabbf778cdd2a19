package loadtest.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A long way to a local port: every byte arrives half a round trip after it was sent, in both directions, and as many
 * may be under way as anybody cares to send, so that time is added and bandwidth is not taken away. The handshake of a
 * connection costs its round trip too.
 */
final class DelayingProxy implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    /** 64 MB on their way in each direction: at 10 ms more than loopback carries. */
    private static final int CHUNKS_UNDER_WAY = 1_024;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger turns = new AtomicInteger();
    private final int target;
    private final long oneWayNanos;

    /** Bytes and when they are there; an empty one is the end. */
    private record Chunk(byte[] bytes, long due) {}

    DelayingProxy(int target, Duration roundTrip) throws IOException {
        this.target = target;
        this.oneWayNanos = roundTrip.toNanos() / 2;
        threads.submit(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How often a client began to speak after it had heard something, since this was last asked: the round trips. */
    int takeTurns() {
        return turns.getAndSet(0);
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
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var heard = new AtomicBoolean(true);
            pass(
                    client,
                    server,
                    2 * oneWayNanos,
                    () -> {
                        if (heard.getAndSet(false)) {
                            turns.incrementAndGet();
                        }
                    },
                    () -> {});
            pass(server, client, 0, () -> {}, () -> heard.set(true));
        }
    }

    private void pass(Socket from, Socket to, long firstNanos, Runnable sent, Runnable arrived) {
        var way = new ArrayBlockingQueue<Chunk>(CHUNKS_UNDER_WAY);
        threads.submit(() -> send(from, way, firstNanos, sent));
        threads.submit(() -> deliver(way, from, to, arrived));
    }

    private Void send(Socket from, BlockingQueue<Chunk> way, long firstNanos, Runnable sent)
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
                way.put(new Chunk(bytes, System.nanoTime() + oneWayNanos));
            }
        } catch (IOException e) {
            // One of the two has hung up; so does the proxy.
        }
        way.put(new Chunk(new byte[0], System.nanoTime() + oneWayNanos));
        return null;
    }

    private static Void deliver(BlockingQueue<Chunk> way, Socket from, Socket to, Runnable arrived)
            throws InterruptedException, IOException {
        try (from;
                to) {
            for (var chunk = way.take(); chunk.bytes().length > 0; chunk = way.take()) {
                TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
                arrived.run();
                to.getOutputStream().write(chunk.bytes());
            }
        }
        return null;
    }
}
