package loadtest.scenario.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loadtest.settings.Durations;
import loadtest.settings.ForeignText;
import loadtest.settings.RetryAfter;

/**
 * What a sender does after an answer: it takes the next batch, or waits and sends the same one again, or gives it up.
 *
 * @param again whether the batch is sent again
 * @param pause until then
 * @param said the same in words; empty where the batch is done
 * @param remarks what the audit is told of it, as it reads after a number of batches
 */
record NextTry(boolean again, Duration pause, String said, List<String> remarks) {
    private static final NextTry DONE = new NextTry(false, Duration.ZERO, "", List.of());
    private static final String UNREADABLE = "answers with a Retry-After that is neither seconds nor a date";
    private static final int TOLD_TO_WAIT = 429;

    /** The longest wait that a sender agrees to; beyond it the sender drops the batch. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Where the answer names no time, or one that cannot be read. */
    private static final Duration DEFAULT = Duration.ofSeconds(1);

    /** Before the second try, and twice as long before each further one: a date that has passed asks for no wait. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final int TRIES = 6;

    /**
     * @param status HTTP status; 0 where no answer came
     * @param tries how often the batch was sent, from 1
     * @param retryAfter the answer's header of that name
     * @param date the answer's header of that name
     * @param now by this machine's clock
     */
    static NextTry after(int status, int tries, Optional<String> retryAfter, Optional<String> date, Instant now) {
        if (status != TOLD_TO_WAIT) {
            return DONE;
        }
        var asked = retryAfter.flatMap(value -> RetryAfter.of(value, date, now));
        var wait = asked.orElse(DEFAULT);
        if (wait.compareTo(LONGEST) > 0) {
            return givenUp("told to wait longer than " + LONGEST.toSeconds() + " s", Durations.seconds(wait) + " s");
        }
        if (tries == TRIES) {
            return givenUp("told to wait " + TRIES + " times", "now " + Durations.seconds(wait) + " s");
        }
        var least = SHORTEST.multipliedBy(1L << (tries - 1));
        var longer = wait.compareTo(least) < 0 ? least : wait;
        var said = "sent again in " + Durations.seconds(longer) + " s";
        return retryAfter.isPresent() && asked.isEmpty()
                ? new NextTry(
                        true,
                        longer,
                        said + ": Retry-After is '" + ForeignText.shown(retryAfter.get())
                                + "', neither seconds nor a date",
                        List.of(UNREADABLE))
                : new NextTry(true, longer, said, List.of());
    }

    private static NextTry givenUp(String why, String how) {
        return new NextTry(
                false, Duration.ZERO, "given up: " + why + " (" + how + ")", List.of("batches given up (" + why + ")"));
    }
}
