package loadtest.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * Stands before a Postgres and halts some statements for as long as a busy machine may halt a process: the server has
 * begun one, and what it needs to go on comes {@value #HALT_MILLIS} ms later.
 */
public final class HaltedStatements extends Relay {
    private static final int HALT_MILLIS = 30;
    private static final int LONGEST_CHUNK = 64 * 1024;
    private static final int PARAMETERS = 2; // the bytes that tell their number, behind a statement
    private static final byte[] FLUSH = {'H', 0, 0, 0, 4};

    private final String beginning;
    private final AtomicInteger left;

    /**
     * @param beginning of the statements that are halted
     * @param times how many of them, of all connections
     */
    public HaltedStatements(int target, String beginning, int times) throws IOException {
        super(target, ServerSocketFactory.getDefault());
        this.beginning = beginning;
        this.left = new AtomicInteger(times);
        begin();
    }

    /** How many are still to be halted. */
    public int left() {
        return left.get();
    }

    @Override
    Void serve(Socket client) throws IOException {
        var server = connect();
        var heard = new Semaphore(0);
        run(() -> pipe(server, client, new OutputStream() {
            @Override
            public void write(int one) {
                heard.release();
            }

            @Override
            public void write(byte[] bytes, int begin, int length) {
                heard.release();
            }
        }));
        try (client;
                server) {
            var buffer = new byte[LONGEST_CHUNK];
            for (var length = client.getInputStream().read(buffer);
                    length >= 0;
                    length = client.getInputStream().read(buffer)) {
                pass(Arrays.copyOf(buffer, length), server.getOutputStream(), heard);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void pass(byte[] messages, OutputStream server, Semaphore heard) throws IOException, InterruptedException {
        var halt = halt(messages);
        server.write(messages, 0, halt);
        if (halt > 0) {
            heard.drainPermits();
            server.write(FLUSH);
            heard.acquire(); // the statement has begun, and its time runs
            TimeUnit.MILLISECONDS.sleep(HALT_MILLIS);
        }
        server.write(messages, halt, messages.length - halt);
    }

    /** Where the message ends that begins a statement to be halted; 0 where there is none. */
    private int halt(byte[] messages) {
        var text = new String(messages, StandardCharsets.ISO_8859_1);
        var statement = text.indexOf('\0' + beginning);
        if (statement < 0 || left.getAndUpdate(times -> Math.max(0, times - 1)) == 0) {
            return 0;
        }
        return text.indexOf('\0', statement + 1) + 1 + PARAMETERS;
    }
}
