package loadtest.measure;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in words which check of the engine failed, and what it found. */
public final class Expectation {
    private static final Pattern STATUS =
            Pattern.compile("status\\.find\\.(is|in|not)\\(([\\d, ]+)\\),.* found (\\d+)");

    private static final Pattern FIELD =
            Pattern.compile("jmesPath\\((.+?)\\)\\.find(?:\\.\\w+)??\\.(is|in|exists|not)(?:\\((.*)\\))?,(.*)");

    private static final Pattern FOUND = Pattern.compile(" (?:but )?(?:actually )?(?:unexpectedly )?found (.*)");

    private Expectation() {}

    /** The reason itself, where it is none of a check on a status or a field. */
    public static String words(String reason) {
        return Stream.of(words(STATUS, reason, Expectation::status), words(FIELD, reason, Expectation::field))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(reason);
    }

    private static Optional<String> words(Pattern form, String reason, Function<MatchResult, String> words) {
        var found = form.matcher(reason);
        return found.matches() ? Optional.of(words.apply(found.toMatchResult())) : Optional.empty();
    }

    private static String status(MatchResult check) {
        var codes = String.join(" or ", check.group(2).split(",\\s*"));
        return check.group(1).equals("not")
                ? check.group(3) + " where anything but " + codes + " was expected"
                : check.group(3) + " where " + codes + " was expected";
    }

    private static String field(MatchResult check) {
        var found = FOUND.matcher(check.group(4));
        var value = found.matches() ? found.group(1) : "";
        var is = value.isEmpty() || value.equals("nothing") ? "no " + check.group(1) : check.group(1) + " is " + value;
        return switch (check.group(2)) {
            case "exists" -> is + " in the answer";
            case "not" -> is + " where anything but " + check.group(3) + " was expected";
            default -> is + " where " + check.group(3) + " was expected";
        };
    }
}
