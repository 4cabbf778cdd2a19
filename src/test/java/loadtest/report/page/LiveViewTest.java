package loadtest.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveViewTest {
    private static final LiveCommand COMMAND = new LiveCommand("20300131T120000-4711", List.of(), false);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LiveView view = LiveView.open("<p>the page</p>", COMMAND, 0);

    @AfterEach
    void close() {
        view.end("");
        view.close();
    }

    @Test
    void servesThePage() throws Exception {
        var answer = client.send(get(""), BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("<p>the page</p>");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(client.send(get("nothing"), BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLateViewerGetsTheRunSoFarThenWhatFollowsThenTheEnd() throws Exception {
        view.publish("{\"second\": 1}");
        view.publish("{\"second\": 2}");
        var lines = events();

        assertThat(next(lines)).containsExactly("event: message", "data: {\"second\": 2}");
        view.publish("{\"second\":\n3}");
        assertThat(next(lines)).containsExactly("event: message", "data: {\"second\": 3}");
        view.end("{\"passed\": true}");
        assertThat(next(lines)).containsExactly("event: end", "data: {\"passed\": true}");
        assertThat(lines.hasNext()).isFalse();
        assertThat(client.send(get("summary.json"), BodyHandlers.ofString()).body())
                .isEqualTo("{\"passed\": true}");
    }

    @Test
    void whoComesAfterTheEndSeesTheEnd() throws Exception {
        view.end("{}");
        var lines = events();

        assertThat(next(lines)).contains("event: end");
        assertThat(lines.hasNext()).isFalse();
    }

    @Test
    void aViewerWhoDoesNotReadIsDroppedAndTheOthersGoOn() throws Exception {
        try (var stuck = new Socket()) {
            stuck.setReceiveBufferSize(262_144);
            stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            stuck.getOutputStream()
                    .write("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var lines = events();
            assertThat(next(lines)).containsExactly(": nothing yet");
            var large = "\"" + "x".repeat(2_000_000) + "\"";
            for (int i = 0; i < 12; i++) {
                view.publish(large);
                assertThat(next(lines).get(1)).hasSize(large.length() + "data: ".length());
            }
            // What it was sent before it was dropped, and then the end of the connection.
            var left = readToTheEnd(stuck);
            assertThat(left).isLessThan(8L * large.length());
        }
    }

    @Test
    void aPageOfAnotherCommandIsToldAndGetsNoFigures() throws Exception {
        view.publish("{}");

        assertThat(next(stream("events?command=another"))).contains("event: refused");
        assertThat(view.isWatched()).isFalse();
        assertThat(next(stream(LiveView.stream(COMMAND)))).contains("event: command");
        assertThat(view.isWatched()).isTrue();
    }

    @Test
    void aViewerTooManyIsToldAndTheOthersGoOn() throws Exception {
        view.publish("{}");
        var all = new ArrayList<Iterator<String>>();
        for (int i = 0; i < 20; i++) {
            all.add(events());
            assertThat(next(all.get(i))).contains("event: message");
        }
        var refused = stream("events");
        assertThat(next(refused)).anyMatch(line -> line.startsWith("data: 20 viewers see this run already"));
        assertThat(refused.hasNext()).isFalse();

        view.end("{}");
        for (var lines : all) {
            assertThat(next(lines)).contains("event: end");
        }
    }

    @Test
    void refusesAnotherNameForLoopback() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write("GET /summary.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 421");
        }
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
        long total = 0;
        try {
            var buffer = new byte[65_536];
            for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                total += read;
            }
        } catch (SocketException e) {
            // reset: the same
        }
        return total;
    }

    /** What comes after the command has been named. */
    private Iterator<String> events() throws Exception {
        var lines = stream("events");
        assertThat(next(lines))
                .containsExactly(
                        "retry: 1000",
                        "event: command",
                        "data: {\"name\":\"20300131T120000-4711\",\"earlier\":[],\"more\":false}");
        return lines;
    }

    private Iterator<String> stream(String path) throws Exception {
        var answer = client.send(get(path), BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        return answer.body().iterator();
    }

    /** The lines of the next event. */
    private static List<String> next(Iterator<String> lines) {
        return Stream.generate(lines::next).takeWhile(line -> !line.isEmpty()).toList();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(view.address() + path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private int port() {
        return URI.create(view.address()).getPort();
    }
}
