package loadtest.seed.auth;

import java.io.IOException;
import java.time.Duration;
import loadtest.settings.ProbeClient.Response;

/**
 * Sends a request again while the server is busy (429) or broken (5xx): at most {@value #ATTEMPTS} times, waiting as
 * long as {@code Retry-After} asks, else twice as long each time.
 *
 * @param firstWait before the second attempt
 * @param longestWait a server that asks for more has given its final answer
 */
public record Retry(Duration firstWait, Duration longestWait) {
    static final int ATTEMPTS = 5;
    public static final Retry DEFAULT = new Retry(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** One attempt. */
    interface Request {
        Response send() throws IOException, InterruptedException;
    }

    /** The first answer that is final, or the last one of all. */
    Response send(Request request) throws IOException, InterruptedException {
        var wait = firstWait;
        for (var attempt = 1; ; attempt++) {
            var answer = request.send();
            var asked = askedFor(answer, wait);
            if (!busy(answer) || attempt == ATTEMPTS || asked.compareTo(longestWait) > 0) {
                return answer;
            }
            Thread.sleep(asked.toMillis());
            wait = wait.multipliedBy(2);
        }
    }

    private static boolean busy(Response answer) {
        return answer.statusCode() == 429 || answer.statusCode() >= 500;
    }

    /** {@code Retry-After} in seconds; its date form is rare, and the usual wait serves there. */
    private static Duration askedFor(Response answer, Duration otherwise) {
        return answer.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(otherwise);
    }
}
