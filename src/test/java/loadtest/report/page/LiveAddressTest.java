package loadtest.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import loadtest.testing.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Where the live page is served, and that nothing is left of it. Isolated, since it counts threads. */
@Isolated
class LiveAddressTest {
    @Test
    void takesAnotherPortWhereTheUsualOneIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var other = LiveView.open("", command("one"), taken.getLocalPort())) {
            assertThat(other.address()).isNotEqualTo("http://127.0.0.1:" + taken.getLocalPort() + "/");
        }
    }

    @Test
    void theScenariosOfOneCommandHaveOneAddressWhereverThatWas() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            for (var usual : List.of(0, taken.getLocalPort())) {
                var one = UUID.randomUUID().toString();
                var addresses = Stream.of(one, one, UUID.randomUUID().toString())
                        .map(command -> {
                            try (var scenario = LiveView.open("", command(command), usual)) {
                                scenario.end("");
                                return scenario.address();
                            }
                        })
                        .toList();
                assertThat(addresses.get(1)).isEqualTo(addresses.get(0)).isNotEqualTo(addresses.get(2));
            }
        }
    }

    @Test
    void leavesNeitherThreadNorPort() throws Exception {
        var before = vertxThreads();
        var other = LiveView.open("", command("one"), 0);
        assertThat(vertxThreads()).isGreaterThan(before);
        other.end("");
        other.close();

        Await.until(Duration.ofSeconds(60), () -> vertxThreads() == before);
        var port = URI.create(other.address()).getPort();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    private static long vertxThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x"))
                .count();
    }

    private static LiveCommand command(String name) {
        return new LiveCommand(name, List.of(), false);
    }
}
