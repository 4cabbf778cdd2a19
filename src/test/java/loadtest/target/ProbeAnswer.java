package loadtest.target;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import loadtest.settings.ProbeClient;
import loadtest.settings.ServerAnswer;

/**
 * What a target answered to one probe.
 *
 * @param took from the request to the whole answer
 * @param ahead how far the target's clock is ahead of ours, to a second or two; negative where it is behind
 */
public record ProbeAnswer(ServerAnswer answer, Duration took, Optional<Duration> ahead) {
    /** The header counts whole seconds, and the network delays it. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    static ProbeAnswer of(ProbeClient.Response response, Duration took) {
        var ahead = response.headers()
                .firstValue("date")
                .flatMap(ProbeAnswer::time)
                .map(time -> {
                    var sent = Instant.now().minus(took.dividedBy(2));
                    return Duration.between(sent, time);
                });
        return new ProbeAnswer(ServerAnswer.of(response), took, ahead);
    }

    public int status() {
        return answer.status();
    }

    /** How long it took, and how far the target's clock is from ours. A gateway answers for a server that is down. */
    Check describe(String name, String where) {
        var speed = where + " answers within " + took.toMillis() + " ms";
        if (status() >= 500) {
            return Check.note(name, speed + ", yet with " + answer.shown());
        }
        if (ahead.isEmpty()) {
            return Check.ok(name, speed + "; it does not tell the time");
        }
        var seconds = ahead.get().toSeconds();
        return ahead.get().abs().compareTo(TOLERANCE) <= 0
                ? Check.ok(name, speed + "; its clock agrees with this machine's")
                : Check.note(
                        name,
                        speed + "; its clock is " + Math.abs(seconds) + " s " + (seconds > 0 ? "ahead of" : "behind")
                                + " this machine's: set the wrong one right, or tokens expire when they should not");
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
