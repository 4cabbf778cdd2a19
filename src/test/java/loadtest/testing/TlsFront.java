package loadtest.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Takes TLS for a local port that speaks plain HTTP, as a gateway does for an application. */
public final class TlsFront extends Relay {
    private final AtomicLong bytes = new AtomicLong();

    public TlsFront(SSLContext context, int target) throws IOException {
        super(target, context.getServerSocketFactory());
        begin();
    }

    /** How many bytes it has handed on: none while no handshake has come to its end. */
    public long handedOn() {
        return bytes.get();
    }

    @Override
    Void serve(Socket client) throws IOException {
        var server = connect();
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        run(() -> pipe(server, client, OutputStream.nullOutputStream()));
        return pipe(client, server, counting());
    }

    private OutputStream counting() {
        return new OutputStream() {
            @Override
            public void write(int one) {
                bytes.incrementAndGet();
            }

            @Override
            public void write(byte[] all, int from, int length) {
                bytes.addAndGet(length);
            }
        };
    }
}
