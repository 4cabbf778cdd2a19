package loadtest.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import loadtest.truth.Expectation.Observed;

/** What a run can be expected to say: its exit code, verdicts, reasons, files and console. */
final class Expect {
    private Expect() {}

    static Expectation exit(int code) {
        return new Expectation(
                "exit " + code,
                seen -> Observed.of(seen.result().exit() == code, seen.result().exit()));
    }

    /** Exactly these verdicts are missed. */
    static Expectation missed(String... names) {
        return new Expectation("missed: " + String.join(", ", names), seen -> {
            var missed = new TreeSet<>(seen.verdicts("MISSED"));
            return Observed.of(
                    missed.equals(new TreeSet<>(List.of(names))),
                    missed.isEmpty() ? "none" : String.join(", ", missed));
        });
    }

    /** The run was judged and no verdict is missed. */
    static Expectation nothingMissed() {
        return new Expectation("nothing missed", seen -> {
            var missed = seen.verdicts("MISSED");
            var all = seen.summary().path("verdicts").size();
            return Observed.of(
                    all > 0 && missed.isEmpty(), missed.isEmpty() ? all + " verdicts" : String.join(", ", missed));
        });
    }

    static Expectation outcome(String name) {
        return new Expectation(name, seen -> {
            var outcome = seen.summary().path("outcome").asText("no summary");
            return Observed.of(outcome.equals(name), outcome);
        });
    }

    /** This abort criterion ended the run before it was judged, and the run says so. */
    static Expectation aborted(String criterion) {
        return new Expectation("aborted: " + criterion, seen -> {
            var judged = seen.summary().path("judged").asBoolean(true);
            var reached = new ArrayList<String>();
            seen.summary().path("abort").forEach(one -> {
                if (one.path("reached").asBoolean()) {
                    reached.add(one.path("name").asText());
                }
            });
            var said = seen.reasons().contains("the run was cut off early: " + criterion);
            return Observed.of(
                    !judged && said && reached.contains(criterion), "judged: " + judged + "; " + seen.reasons());
        });
    }

    /** The verdict's "actual" contains this text, such as the finding of an audit. */
    static Expectation actual(String verdict, String text) {
        return new Expectation(verdict + " is " + text, seen -> {
            var actual = seen.verdict(verdict).map(one -> one.path("actual").asText());
            return Observed.of(
                    actual.filter(found -> found.contains(text)).isPresent(), actual.orElse("no such verdict"));
        });
    }

    static Expectation outcomeOf(String verdict, String outcome) {
        return new Expectation(verdict + ": " + outcome, seen -> {
            var found = seen.verdict(verdict).map(one -> one.path("outcome").asText());
            return Observed.of(found.equals(Optional.of(outcome)), found.orElse("no such verdict"));
        });
    }

    /** What failed is told with the answer that was really given, and with the id of the request. */
    static Expectation failedSample(String request, String words, String answer) {
        return new Expectation("failed sample of " + request + ": " + words + ", answered " + answer, seen -> {
            for (var failure : seen.summary().path("failed")) {
                var sample = failure.at("/samples/0");
                if (failure.path("request").asText().equals(request)) {
                    var id = sample.at("/trace/id").asText();
                    return Observed.of(
                            failure.path("words").asText().equals(words)
                                    && sample.path("answer").asText().contains(answer)
                                    && id.startsWith(
                                            seen.summary().path("runId").asText() + "-"),
                            failure.path("words").asText() + ", answered "
                                    + sample.path("answer").asText() + " to " + id);
                }
            }
            return Observed.of(false, "no failed sample");
        });
    }

    static Expectation reason(String text) {
        return new Expectation(
                "reason: " + text, seen -> Observed.of(seen.reasons().contains(text), seen.reasons()));
    }

    static Expectation says(String text) {
        return new Expectation("console: " + text, seen -> {
            var line = seen.result()
                    .output()
                    .lines()
                    .filter(one -> one.contains(text))
                    .findFirst();
            return Observed.of(line.isPresent(), line.map(String::strip).orElse("not there"));
        });
    }

    /** Exactly one line of the console contains this text. */
    static Expectation saysOnce(String text) {
        return new Expectation("one line of the console: " + text, seen -> {
            var lines = seen.result()
                    .output()
                    .lines()
                    .filter(one -> one.contains(text))
                    .toList();
            return Observed.of(
                    lines.size() == 1,
                    lines.isEmpty()
                            ? "not there"
                            : lines.size() + " × " + lines.get(0).strip());
        });
    }

    /** Neither the console nor the summary contains this secret of the deployment. */
    static Expectation silentAbout(String what, Function<RowResult, String> secret) {
        return new Expectation("console and summary do not say " + what, seen -> {
            var said = seen.result().output().contains(secret.apply(seen))
                    || seen.summary().toString().contains(secret.apply(seen));
            return Observed.of(!said, said ? "it is there" : "it is nowhere");
        });
    }

    /** The run leaves no file of this name in its folder. */
    static Expectation noFile(String name) {
        return new Expectation("no " + name, seen -> {
            var there = Files.exists(seen.result().folder().resolve(name));
            return Observed.of(!there, there ? "there" : "none");
        });
    }

    /** The run ended before any load, and its summary says so. */
    static Expectation nothingSent() {
        return new Expectation(
                "nothing sent, outcome NOT_RUN",
                seen -> Observed.of(
                        seen.result().sentNothing()
                                && seen.summary().path("outcome").asText().equals("NOT_RUN")
                                && !seen.result().output().contains("Simulation loadtest."),
                        seen.summary().path("outcome").asText("no summary")));
    }

    /** A run that was killed leaves no summary. */
    static Expectation noSummary() {
        return new Expectation(
                "no summary",
                seen -> Observed.of(
                        seen.result().summary().isEmpty(),
                        seen.result().summary().isEmpty() ? "no summary" : "a summary"));
    }

    /** Exit code, console, summary and JUnit file say the same. */
    static Expectation agreement() {
        return new Expectation("exit code, console, summary and junit.xml agree", seen -> {
            try {
                var wrong = seen.disagreements();
                return Observed.of(wrong.isEmpty(), wrong.isEmpty() ? "all agree" : String.join(", ", wrong));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
