package loadtest.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers the exact bytes that a test sets, status line and headers included, which no server's library would send. */
public final class HostileTarget implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    public HostileTarget() throws IOException {
        threads.execute(this::serve);
    }

    /** An address of its own. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    public HostileTarget answering(String path, String statusLine, String headers, String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        answers.put(
                path,
                "%s\r\nContent-Length: %s\r\nConnection: close\r\n%s\r\n%s"
                        .formatted(statusLine, length, headers, body));
        return this;
    }

    public HostileTarget answering(String path, String body) {
        return answering(path, "HTTP/1.1 200 OK", "Content-Type: application/json\r\n", body);
    }

    private void serve() {
        try {
            while (true) {
                var client = server.accept();
                threads.execute(() -> answer(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void answer(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var head = head(in);
            if (head.isEmpty()) {
                return;
            }
            in.readNBytes(length(head));
            var path = head.split(" ")[1].replaceFirst("\\?.*", "");
            var unknown = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            client.getOutputStream().write(answers.getOrDefault(path, unknown).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
