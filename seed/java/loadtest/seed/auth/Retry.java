package loadtest.seed.auth;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import loadtest.settings.ProbeClient;
import loadtest.settings.ProbeClient.Response;
import loadtest.settings.ProbeFailure;
import loadtest.settings.RetryAfter;

/**
 * Sends a request again while the server is busy (429) or broken (5xx), at most {@value #ATTEMPTS} times in all, and
 * after a connection that broke or gave no answer, at most {@value #CONNECTIONS} times. It waits as long as
 * {@code Retry-After} asks, else twice as long each time. The request must be one that may arrive twice.
 *
 * @param firstWait before the second attempt
 * @param longestWait a server that asks for more has given its final answer
 */
public record Retry(Duration firstWait, Duration longestWait) {
    static final int ATTEMPTS = 5;
    static final int CONNECTIONS = 3;
    public static final Retry DEFAULT = new Retry(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** One attempt. */
    interface Request {
        Response send() throws IOException, InterruptedException;
    }

    /**
     * The first answer that is final, or the last one of all.
     *
     * @throws IOException of the last connection, if it broke
     */
    Response send(Request request) throws IOException, InterruptedException {
        var wait = firstWait;
        var broken = 0;
        for (var attempt = 1; ; attempt++) {
            Optional<Response> answer = Optional.empty();
            try {
                answer = Optional.of(request.send());
            } catch (IOException e) {
                if (isFinal(e) || ++broken == CONNECTIONS || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            var asked = answer.flatMap(Retry::askedFor).orElse(wait);
            if (answer.isPresent() && isFinal(answer.get(), attempt, asked)) {
                return answer.get();
            }
            Thread.sleep(asked.toMillis());
            wait = wait.multipliedBy(2);
        }
    }

    private boolean isFinal(Response answer, int attempt, Duration asked) {
        var busy = answer.statusCode() == 429 || answer.statusCode() >= 500;
        return !busy || attempt == ATTEMPTS || asked.compareTo(longestWait) > 0;
    }

    /** Whether the next attempt would fail alike: a name or a certificate is wrong, or the answer too long. */
    private static boolean isFinal(IOException e) {
        var brokeInHandshake = e.getCause() instanceof SocketException || e.getCause() instanceof EOFException;
        return e instanceof UnknownHostException
                || e instanceof ProbeClient.TooLong
                || e instanceof SSLException && !brokeInHandshake
                || ProbeFailure.certificate(e).isPresent();
    }

    private static Optional<Duration> askedFor(Response answer) {
        var sentAt = answer.headers().firstValue("date");
        return answer.headers().firstValue("retry-after").flatMap(value -> RetryAfter.of(value, sentAt, Instant.now()));
    }
}
