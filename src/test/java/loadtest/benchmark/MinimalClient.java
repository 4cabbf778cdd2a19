package loadtest.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The least that the requests of {@link BareTour} cost: one thread, a connection for each user, requests whose bytes are
 * made beforehand, no think time, and of an answer only its status and its end.
 */
public final class MinimalClient {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final String JSON = "content-type: application/json\r\nauthorization: Bearer of-the-benchmark\r\n";

    private MinimalClient() {}

    /** Arguments are the port and the number of users; prints the number of answers. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(send(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
    }

    /**
     * Sends all requests of these users.
     *
     * @return how many were answered with 200
     * @throws IOException for any other answer
     */
    static long send(int port, int users) throws IOException {
        var requests = BareTour.requests().stream().map(MinimalClient::bytes).toList();
        for (var user = 0; user < users; user++) {
            tour(port, requests);
        }
        return (long) users * requests.size();
    }

    private static void tour(int port, List<byte[]> requests) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            var answers = new BufferedInputStream(socket.getInputStream());
            for (var request : requests) {
                socket.getOutputStream().write(request);
                read(answers);
            }
        }
    }

    private static void read(InputStream answers) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            var next = answers.read();
            if (next < 0) {
                throw new IOException("the connection ended within " + head);
            }
            head.append((char) next);
        }
        var length = LENGTH.matcher(head);
        if (!head.toString().startsWith("HTTP/1.1 200 ") || !length.find()) {
            throw new IOException("answered " + head);
        }
        answers.readNBytes(Integer.parseInt(length.group(1)));
    }

    private static byte[] bytes(String name) {
        var body = name.startsWith("POST ") ? "{\"orgSlug\": \"" + BareTour.ORG + "\"}" : "";
        var request = name + " HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\n" + JSON + "content-length: "
                + body.length() + "\r\n\r\n" + body;
        return request.getBytes(StandardCharsets.US_ASCII);
    }
}
