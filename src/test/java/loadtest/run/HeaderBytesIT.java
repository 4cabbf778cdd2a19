package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks and load send a secret as the same bytes: one that lets the checks in lets the load in. */
class HeaderBytesIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (!server.isClosed()) {
                var socket = server.accept();
                threads.submit(() -> answer(socket));
            }
            return null;
        });
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void ofASecretWithAnAccent() throws Exception {
        var trial = new Trial(StationRedeemPeak.class).patient().profile("ci", "at-once 1 users", Map.of());
        // A file is UTF-8 wherever the test runs; how the environment is read depends on the locale.
        Files.writeString(trial.folder().resolve(".env"), """
                BRIDGE_SHARED_SECRET=clé-sécrète-ÿ
                PERF_STATION_BEARER=tôken
                PERF_STATIC_HEADERS={"x-team":"équipe","Authorization":"Basic for-all"}
                """);
        var run = trial.with("PERF_STATION_REDEEM_URL", "http://127.0.0.1:" + server.getLocalPort() + "/redeem")
                .with("PERF_SUMMARY_PATH", StagingDeployment.everything().get("PERF_SUMMARY_PATH"))
                .run();

        var sent = received.stream()
                .filter(head -> head.startsWith("POST /redeem "))
                .toList();
        assertThat(sent).as(run.output()).hasSizeGreaterThan(1);
        assertThat(sent.get(0)).as("the check's own").contains("content-length: 2\r\n");
        // Read as ISO 8859-1, in which each character is the byte that was sent.
        assertThat(sent).allSatisfy(head -> assertThat(head.split("\r\n"))
                .contains("x-bridge-secret: clé-sécrète-ÿ", "authorization: Bearer tôken", "x-team: équipe"));
        assertThat(sent).as("a call's own header goes first").allSatisfy(head -> assertThat(head)
                .doesNotContain("for-all"));
        assertThat(run.output()).doesNotContain("tôken", "équipe");
    }

    /** One request for each connection, byte by byte. */
    private Void answer(Socket socket) throws IOException {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var head = head(in);
            received.add(head);
            var length = head.replaceAll("(?s).*\r\ncontent-length: (\\d+)\r\n.*", "$1");
            var body = new String(in.readNBytes(length.matches("\\d+") ? Integer.parseInt(length) : 0));
            var answer = body.equals("{}") ? "400 Bad Request" : "200 OK";
            socket.getOutputStream()
                    .write(("HTTP/1.1 " + answer + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}").getBytes());
            return null;
        }
    }

    /** Its lines, the names in lower case. */
    private static String head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var octet = in.read();
            if (octet < 0) {
                break;
            }
            bytes.write(octet);
        }
        var lines = bytes.toString(StandardCharsets.ISO_8859_1);
        return Pattern.compile("(?m)^[\\w-]+:").matcher(lines).replaceAll(name -> name.group()
                .toLowerCase(Locale.ROOT));
    }
}
