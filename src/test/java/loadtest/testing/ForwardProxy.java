package loadtest.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * An HTTP proxy on loopback that knows one server, whatever host it is asked for: it makes tunnels to it, and hands
 * requests in absolute form on as they are. It remembers what it was asked.
 */
public final class ForwardProxy extends Relay {
    private static final Pattern REQUEST =
            Pattern.compile("(?md)^([A-Z]+ (?:http://)?[^/\\s]+:\\d+)\\S* HTTP/1\\.1\\r$");
    private static final Pattern LOGIN = Pattern.compile("(?imd)^proxy-authorization: (\\S+ \\S+)\\r$");

    private final List<ByteArrayOutputStream> heard = new CopyOnWriteArrayList<>();
    private final String refusal;

    /** Leads to this local port. */
    public ForwardProxy(int target) throws IOException {
        this(target, ServerSocketFactory.getDefault(), "");
    }

    private ForwardProxy(int target, ServerSocketFactory sockets, String refusal) throws IOException {
        super(target, sockets);
        this.refusal = refusal;
        begin();
    }

    /** Answers every request with this status. */
    public static ForwardProxy refusing(String status) throws IOException {
        return new ForwardProxy(0, ServerSocketFactory.getDefault(), status);
    }

    /** Wants TLS itself. */
    public static ForwardProxy encrypted(int target, ServerSocketFactory sockets) throws IOException {
        return new ForwardProxy(target, sockets, "");
    }

    /** Method and host with port of every request, such as {@code CONNECT a.test:443} or {@code GET http://a.test:80}. */
    public List<String> requests() {
        return found(REQUEST);
    }

    /** What came with each of them as a login. */
    public List<String> logins() {
        return found(LOGIN);
    }

    /** All that clients have sent, a text for each connection; of a tunnel only its beginning. */
    public List<String> heard() {
        return heard.stream()
                .map(bytes -> bytes.toString(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private List<String> found(Pattern pattern) {
        return heard().stream()
                .flatMap(text -> pattern.matcher(text).results())
                .map(match -> match.group(1))
                .toList();
    }

    @Override
    Void serve(Socket client) throws IOException {
        if (!refusal.isEmpty()) {
            return refuse(client);
        }
        var bytes = new ByteArrayOutputStream();
        heard.add(bytes);
        var head = head(client);
        bytes.write(head);
        var server = connect();
        run(() -> pipe(server, client, OutputStream.nullOutputStream()));
        if (new String(head, StandardCharsets.ISO_8859_1).startsWith("CONNECT ")) {
            client.getOutputStream().write(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
            return pipe(client, server, OutputStream.nullOutputStream());
        }
        server.getOutputStream().write(head);
        return pipe(client, server, bytes);
    }

    private Void refuse(Socket client) throws IOException {
        try (client) {
            client.getInputStream().read(); // whatever it asks for, which may be no HTTP
            client.getOutputStream().write(ascii("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n"));
            client.shutdownOutput();
            client.getInputStream().transferTo(OutputStream.nullOutputStream()); // or it would be reset
        }
        return null;
    }

    private static byte[] head(Socket client) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = client.getInputStream().read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
