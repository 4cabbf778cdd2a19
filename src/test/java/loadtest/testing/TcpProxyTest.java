package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    @Test
    void passesEveryByteOnAndCountsTheRoundTrips() throws Exception {
        var sent = new byte[300_000];
        new Random(1).nextBytes(sent);
        try (var echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = new TcpProxy(echo.getLocalPort(), Duration.ofMillis(2))) {
            var served = CompletableFuture.runAsync(() -> {
                try (var client = echo.accept()) {
                    var in = client.getInputStream();
                    for (var i = 0; i < 2; i++) {
                        client.getOutputStream().write(in.readNBytes(sent.length));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                for (var i = 0; i < 2; i++) {
                    client.getOutputStream().write(sent);
                    assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
                }
            }
            served.join();

            assertThat(proxy.takeTurns()).isEqualTo(2);
            assertThat(proxy.takeTurns()).isZero();
        }
    }
}
