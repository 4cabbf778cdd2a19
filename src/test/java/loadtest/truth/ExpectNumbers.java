package loadtest.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import loadtest.testing.SummaryFile;
import loadtest.truth.Expectation.Observed;

/** What a run can be expected to have counted and measured. */
final class ExpectNumbers {
    private ExpectNumbers() {}

    /** The hits of a promise about a share, and that share in percent, to two decimals. */
    static Expectation share(String verdict, double percent, long hits) {
        return new Expectation(verdict + " is " + percent + " % (" + hits + ")", seen -> {
            var found = seen.verdict(verdict).map(one -> one.path("seen"));
            return Observed.of(
                    found.filter(one -> Math.abs(one.path("value").asDouble(-1) - percent) <= 0.005
                                    && one.path("hits").asLong(-1) == hits)
                            .isPresent(),
                    found.map(JsonNode::toString).orElse("no such verdict"));
        });
    }

    /** The number of samples of a request. */
    static Expectation count(String request, long number) {
        return new Expectation(number + " × " + request, seen -> {
            var count = seen.request(request).path("count").asLong();
            return Observed.of(count == number, count);
        });
    }

    /** The number of samples of a request, where the moment at which users begin to leave varies. */
    static Expectation countBetween(String request, long least, long most) {
        return new Expectation(least + " to " + most + " × " + request, seen -> {
            var count = seen.request(request).path("count").asLong();
            return Observed.of(least <= count && count <= most, count);
        });
    }

    /** Every request of the scenario that has an SLO was sent, by some user at least. */
    static Expectation everyRequestSent() {
        return new Expectation("every request sent", seen -> {
            var unsent = TruthRow.shipped(seen.row().scenario()).getObject("requests").keySet().stream()
                    .filter(name -> seen.request(name).path("count").asLong() == 0)
                    .toList();
            return Observed.of(unsent.isEmpty(), unsent.isEmpty() ? "all" : "not sent: " + unsent);
        });
    }

    /** So many users started and finished. */
    static Expectation users(long number) {
        return new Expectation(number + " users", seen -> {
            var load = seen.summary().path("load");
            var same = load.path("started").asLong() == number
                    && load.path("finished").asLong() == number;
            return Observed.of(same, load.path("started") + " started, " + load.path("finished") + " finished");
        });
    }

    /** The number of answers with this status, over all requests. */
    static Expectation answers(int code, long number) {
        return new Expectation(number + " answers with " + code, seen -> {
            var count = seen.summary().at("/overall/codes/" + code).asLong();
            return Observed.of(count == number, count);
        });
    }

    /**
     * The load ended early, within two seconds of the abort criterion that the 100th answer reached. The stand-in counts
     * every request until the end of the process, including the few replays and checks.
     *
     * @param fault that applies to every request
     * @param rate users per second, from the start
     * @param latency of the answers, in milliseconds
     */
    static Expectation stopAfter(String fault, int rate, int latency) {
        return new Expectation("nothing comes later than 2 s after the 100th answer", seen -> {
            var come = seen.bench().seen(fault);
            var planned = seen.summary().at("/load/planned").asLong();
            var millis = 1000.0 * (come - 100) / rate - latency;
            var measurement = new Measurement("criterion to stop", 0, millis, 2_000, "ms");
            return new Observed(measurement.kept() && come < planned, measurement.toString(), Optional.of(measurement));
        });
    }

    /** The batches that reach the dispatcher after the one that met the abort criterion. */
    static Expectation batchesAfterwards(String fault, int reachedAt, int most) {
        return new Expectation("at most " + most + " batches after the criterion", seen -> {
            var come = seen.bench().seen(fault);
            return Observed.of(come >= reachedAt && come <= reachedAt + most, come - reachedAt);
        });
    }

    static Expectation measurement(String what, double right, double tolerance, ToDoubleFunction<RowResult> value) {
        return new Expectation(
                what + " is " + right + " ± " + tolerance + " ms",
                seen -> Observed.of(new Measurement(what, right, value.applyAsDouble(seen), tolerance, "ms")));
    }

    /**
     * Compares a percentile of all requests with the delays that the stand-in drew at their only endpoint. The first
     * delay belongs to the check before the load.
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
                return Observed.of(false, all.getTotalCount() + " samples, " + drawn.length + " delays");
            }
            return Observed.of(new Measurement(what, right, found, Math.max(1, 0.02 * right), "ms"));
        });
    }
}
