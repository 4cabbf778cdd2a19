package loadtest.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import loadtest.testing.SummaryFile;
import loadtest.truth.Expectation.Look;

/** What a run can be expected to show. */
final class Expect {
    private Expect() {}

    static Expectation exit(int code) {
        return new Expectation(
                "exit " + code,
                seen -> Look.of(seen.result().exit() == code, seen.result().exit()));
    }

    /** These and no others are missed. */
    static Expectation missed(String... names) {
        return new Expectation("missed: " + String.join(", ", names), seen -> {
            var missed = new TreeSet<>(seen.verdicts("MISSED"));
            return Look.of(
                    missed.equals(new TreeSet<>(List.of(names))),
                    missed.isEmpty() ? "none" : String.join(", ", missed));
        });
    }

    /** The run came to its verdicts, and not one is missed. */
    static Expectation nothingMissed() {
        return new Expectation("nothing missed", seen -> {
            var missed = seen.verdicts("MISSED");
            var all = seen.summary().path("verdicts").size();
            return Look.of(
                    all > 0 && missed.isEmpty(), missed.isEmpty() ? all + " verdicts" : String.join(", ", missed));
        });
    }

    static Expectation outcome(String name) {
        return new Expectation(name, seen -> {
            var outcome = seen.summary().path("outcome").asText("no summary");
            return Look.of(outcome.equals(name), outcome);
        });
    }

    /** Of a promise about a share, how many samples were seen and what share they are, to a hundredth of a percent. */
    static Expectation share(String verdict, double percent, long hits) {
        return new Expectation(verdict + " is " + percent + " % (" + hits + ")", seen -> {
            var found = seen.verdict(verdict).map(one -> one.path("seen"));
            return Look.of(
                    found.filter(one -> Math.abs(one.path("value").asDouble(-1) - percent) <= 0.005
                                    && one.path("hits").asLong(-1) == hits)
                            .isPresent(),
                    found.map(JsonNode::toString).orElse("no such verdict"));
        });
    }

    /** A criterion ended the run before its verdicts, and the run says so. */
    static Expectation givenUp(String criterion) {
        return new Expectation("given up: " + criterion, seen -> {
            var judged = seen.summary().path("judged").asBoolean(true);
            var reached = new ArrayList<String>();
            seen.summary().path("abort").forEach(one -> {
                if (one.path("reached").asBoolean()) {
                    reached.add(one.path("name").asText());
                }
            });
            var said = seen.reasons().contains("the run was cut off early: " + criterion);
            return Look.of(!judged && said && reached.contains(criterion), "judged: " + judged + "; " + seen.reasons());
        });
    }

    /** A line of the verdict table has this text under "actual": what an audit found, in its words. */
    static Expectation actual(String verdict, String text) {
        return new Expectation(verdict + " is " + text, seen -> {
            var actual = seen.verdict(verdict).map(one -> one.path("actual").asText());
            return Look.of(actual.filter(found -> found.contains(text)).isPresent(), actual.orElse("no such verdict"));
        });
    }

    static Expectation outcomeOf(String verdict, String outcome) {
        return new Expectation(verdict + ": " + outcome, seen -> {
            var found = seen.verdict(verdict).map(one -> one.path("outcome").asText());
            return Look.of(found.equals(Optional.of(outcome)), found.orElse("no such verdict"));
        });
    }

    static Expectation reason(String text) {
        return new Expectation("reason: " + text, seen -> Look.of(seen.reasons().contains(text), seen.reasons()));
    }

    static Expectation says(String text) {
        return new Expectation("console: " + text, seen -> {
            var line = seen.result()
                    .output()
                    .lines()
                    .filter(one -> one.contains(text))
                    .findFirst();
            return Look.of(line.isPresent(), line.map(String::strip).orElse("not there"));
        });
    }

    /** Exactly one line of the console holds this text. */
    static Expectation saysOnce(String text) {
        return new Expectation("one line of the console: " + text, seen -> {
            var lines = seen.result()
                    .output()
                    .lines()
                    .filter(one -> one.contains(text))
                    .toList();
            return Look.of(
                    lines.size() == 1,
                    lines.isEmpty()
                            ? "not there"
                            : lines.size() + " × " + lines.get(0).strip());
        });
    }

    /** Neither the console nor the summary holds this text, which the variables of the deployment hold. */
    static Expectation silentAbout(String what, Function<Seen, String> secret) {
        return new Expectation("console and summary do not say " + what, seen -> {
            var said = seen.result().output().contains(secret.apply(seen))
                    || seen.summary().toString().contains(secret.apply(seen));
            return Look.of(!said, said ? "it is there" : "it is nowhere");
        });
    }

    /** The run leaves no file of this name in its folder. */
    static Expectation noFile(String name) {
        return new Expectation("no " + name, seen -> {
            var there = Files.exists(seen.result().folder().resolve(name));
            return Look.of(!there, there ? "there" : "none");
        });
    }

    /** Samples of a request. */
    static Expectation count(String request, long number) {
        return new Expectation(number + " × " + request, seen -> {
            var count = seen.request(request).path("count").asLong();
            return Look.of(count == number, count);
        });
    }

    /** Answers with this status, of all requests. */
    static Expectation answers(int code, long number) {
        return new Expectation(number + " answers with " + code, seen -> {
            var count = seen.summary().at("/overall/codes/" + code).asLong();
            return Look.of(count == number, count);
        });
    }

    /** Exit before any load, and nothing left behind that looks like a run. */
    static Expectation nothingSent() {
        return new Expectation(
                "nothing sent, no summary",
                seen -> Look.of(
                        seen.result().summary().isEmpty()
                                && !seen.result().output().contains("Simulation loadtest."),
                        seen.result().summary().isEmpty() ? "no summary" : "a summary"));
    }

    /** A run that could not say anything looks like none. */
    static Expectation noSummary() {
        return new Expectation(
                "no summary",
                seen -> Look.of(
                        seen.result().summary().isEmpty(),
                        seen.result().summary().isEmpty() ? "no summary" : "a summary"));
    }

    /**
     * The load ended, before it was over, within two seconds of an abort criterion that the 100th answer reached. What
     * counts is what has come to the stand-in by the end of the process, the few replays and checks among it.
     *
     * @param fault that meets every one of the requests
     * @param rate users a second, from the beginning on
     * @param latency of the answers, in milliseconds
     */
    static Expectation stopAfter(String fault, int rate, int latency) {
        return new Expectation("nothing comes later than 2 s after the 100th answer", seen -> {
            var come = seen.bench().seen(fault);
            var planned = seen.summary().at("/load/planned").asLong();
            var millis = 1000.0 * (come - 100) / rate - latency;
            var figure = new Figure("criterion to stop", 0, millis, 2_000, "ms");
            return new Look(figure.kept() && come < planned, figure.toString(), Optional.of(figure));
        });
    }

    /** Batches that come to the dispatcher after the one that reached the criterion. */
    static Expectation batchesAfterwards(String fault, int reachedAt, int most) {
        return new Expectation("at most " + most + " batches after the criterion", seen -> {
            var come = seen.bench().seen(fault);
            return Look.of(come >= reachedAt && come <= reachedAt + most, come - reachedAt);
        });
    }

    static Expectation figure(String what, double right, double tolerance, ToDoubleFunction<Seen> value) {
        return new Expectation(
                what + " is " + right + " ± " + tolerance + " ms",
                seen -> Look.of(new Figure(what, right, value.applyAsDouble(seen), tolerance, "ms")));
    }

    /**
     * A percentile of all requests against the delays that the stand-in really drew at the only endpoint they went to.
     * The first delay is that of the check before the load.
     */
    static Expectation percentileOfDelays(double percentile, String endpoint) {
        var what = "p" + (int) percentile;
        return new Expectation(what + " within 2 % or 1 ms of the delays drawn", seen -> {
            var drawn = Arrays.stream(seen.bench().delays(endpoint))
                    .skip(1)
                    .sorted()
                    .toArray();
            var right = drawn[(int) Math.ceil(percentile / 100 * drawn.length) - 1];
            var all = SummaryFile.histogram(
                    seen.summary().at("/overall/histogram").asText());
            var found = all.getValueAtPercentile(percentile);
            if (all.getTotalCount() != drawn.length) {
                return Look.of(false, all.getTotalCount() + " samples, " + drawn.length + " delays");
            }
            return Look.of(new Figure(what, right, found, Math.max(1, 0.02 * right), "ms"));
        });
    }

    /** Whatever a run says, it says it everywhere. */
    static Expectation agreement() {
        return new Expectation("exit code, console, summary and junit.xml agree", seen -> {
            try {
                var wrong = seen.disagreements();
                return Look.of(wrong.isEmpty(), wrong.isEmpty() ? "all agree" : String.join(", ", wrong));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
