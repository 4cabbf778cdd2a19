package loadtest.standin.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loadtest.settings.DataFile;

/** What a fault does to a request besides delaying it. */
public sealed interface Effect {
    /** The words of a plan that mean an effect. */
    List<String> WORDS = List.of("status", "drop", "body", "freeze", "waba-429", "bug");

    /**
     * The endpoint is not asked: the answer has this status, and the body the contract has for it.
     *
     * @param retryAfter for the header of that name, in whole seconds
     * @param form of that header; a date comes with one of the answer, by the same clock
     */
    record Status(int code, Optional<Duration> retryAfter, RetryForm form) implements Effect {}

    /**
     * The connection is closed without an answer.
     *
     * @param afterWork whether the endpoint does its work before, so that only the answer is lost
     * @param reset whether the connection is reset, and not closed in order
     */
    record Drop(boolean afterWork, boolean reset) implements Effect {}

    /**
     * The body promises its full length, breaks off halfway, and the connection is closed.
     *
     * @param reset whether the connection is reset, and not closed in order
     */
    record TruncatedBody(boolean reset) implements Effect {}

    /** Only the first half of the body is sent, as if it were all of it: JSON that no parser takes. */
    record MalformedBody() implements Effect {}

    /** The body comes in small parts. @param over from its first byte to its last */
    record SlowBody(Duration over) implements Effect {}

    /** While it lasts, no endpoint answers; then all waiting requests are answered. */
    record Freeze() implements Effect {}

    /**
     * WhatsApp refuses messages of the dispatcher with 429; their targets wait for another try.
     *
     * @param share of all messages, from 0 to 1; kept to the message, not drawn
     */
    record WabaRateLimit(double share) implements Effect {}

    /** A bug in the endpoint's code. */
    record Mistake(Bug bug) implements Effect {}

    /**
     * Reads the effect of a fault; empty where it has none.
     *
     * @throws BadInput naming the line: two effects, or one that is wrong
     */
    static Optional<Effect> read(DataFile fault) {
        var words = WORDS.stream().filter(fault::has).toList();
        if (words.size() > 1) {
            throw fault.wrong(words.get(1), "one effect for each fault; this one has " + String.join(", ", words));
        }
        requireCompany(fault, "retry-after", "status", fault.has("status"));
        requireCompany(fault, "retry-after-as", "retry-after", fault.has("retry-after"));
        requireCompany(fault, "over", "body = slow", fault.text("body").equals(Optional.of("slow")));
        requireCompany(
                fault,
                "reset",
                "drop or body = truncated",
                fault.has("drop") || fault.text("body").equals(Optional.of("truncated")));
        return words.stream().findFirst().flatMap(word -> read(fault, word));
    }

    private static Optional<Effect> read(DataFile fault, String word) {
        return switch (word) {
            case "status" -> Optional.of(status(fault));
            case "drop" ->
                Optional.of(new Drop(choice(fault, "drop", "request", "answer").equals("answer"), fault.flag("reset")));
            case "body" -> Optional.of(body(fault));
            case "freeze" -> fault.flag("freeze") ? Optional.of(new Freeze()) : Optional.empty();
            case "waba-429" -> Optional.of(new WabaRateLimit(Chance.percent(fault, "waba-429")));
            default -> Optional.of(new Mistake(bug(fault)));
        };
    }

    private static Effect status(DataFile fault) {
        var code = fault.wholeNumber("status").orElseThrow();
        if (code < 400 || code > 599) {
            throw fault.wrong("status", "a status of failure, 400 to 599");
        }
        var form = fault.text("retry-after-as");
        return new Status(
                code,
                fault.duration("retry-after"),
                form.map(word -> RetryForm.of(word).orElseThrow(() -> fault.wrong("retry-after-as", RetryForm.valid())))
                        .orElse(RetryForm.SECONDS));
    }

    private static Effect body(DataFile fault) {
        return switch (choice(fault, "body", "truncated", "malformed", "slow")) {
            case "truncated" -> new TruncatedBody(fault.flag("reset"));
            case "malformed" -> new MalformedBody();
            default ->
                new SlowBody(fault.duration("over")
                        .orElseThrow(() -> fault.wrong("over", "how long a slow body takes, such as 2 s")));
        };
    }

    private static Bug bug(DataFile fault) {
        return fault.text("bug").flatMap(Bug::of).orElseThrow(() -> fault.wrong("bug", Bug.valid()));
    }

    private static String choice(DataFile fault, String word, String... valid) {
        return fault.text(word)
                .filter(Set.of(valid)::contains)
                .orElseThrow(() -> fault.wrong(word, String.join(", ", valid)));
    }

    private static void requireCompany(DataFile fault, String word, String other, boolean present) {
        if (fault.has(word) && !present) {
            throw fault.wrong(word, "only beside " + other);
        }
    }
}
