package loadtest.truth;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.TruthRow.row;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.gatling.javaapi.core.Simulation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.testing.Workload;

/**
 * Every latency limit of the shipped scenario files, just met and just missed: all of a scenario's in one run, since
 * each request name has delays of its own.
 */
final class LimitRows {
    private static final double BELOW = 0.85; // what is left belongs to the machine
    private static final double OVER = 1.03;

    private LimitRows() {}

    /** What one or more requests promise, in milliseconds. */
    private record Limits(long p95, Optional<Long> mean) {

        static Limits of(Config words) {
            var mean = words.hasPath("mean")
                    ? Optional.of(words.getDuration("mean").toMillis())
                    : Optional.<Long>empty();
            return new Limits(words.getDuration("p95").toMillis(), mean);
        }

        /** Delays that bring p95 and mean to this share of their limits: every second answer is slow. */
        List<String> delays(double share, Collection<String> requests) {
            var late = Math.round(share * p95);
            return mean.map(limit -> Math.round(2 * share * limit) - late)
                    .map(early -> List.of(fault(early, 1, requests), fault(late - early, 2, requests)))
                    .orElse(List.of(fault(late, 1, requests)));
        }

        /** Delays of several faults at one request add up. */
        private static String fault(long millis, int every, Collection<String> requests) {
            return "\"%s ms for %s\" { endpoints = [%s], latency { constant = %s ms }, every = %s }"
                    .formatted(millis, requests.iterator().next(), quoted(requests), millis, every);
        }

        private static String quoted(Collection<String> requests) {
            return requests.stream().map(ConfigUtil::quoteString).collect(joining(", "));
        }

        Stream<String> verdicts(String request) {
            return mean.isPresent() ? Stream.of(request + " p95", request + " mean") : Stream.of(request + " p95");
        }
    }

    static List<TruthRow> all() {
        return Scenarios.onClassPath().files().stream()
                .map(Workload::new)
                .flatMap(one -> of(one).stream())
                .toList();
    }

    private static List<TruthRow> of(Workload one) {
        if (one.file().scenario().dispatches()) {
            return of(one.simulation(), "at-once 4 users", "targets", 400);
        }
        var limited = one.file().limitedCallsPerUser() > 0; // one account carries no more
        return of(one.simulation(), limited ? "hold 4 per second for 2 s" : "hold 20 per second for 3 s");
    }

    private static List<TruthRow> of(Class<? extends Simulation> scenario, String load, Object... more) {
        var promised = promised(TruthRow.shipped(scenario).getConfig("requests"));
        var missed = promised.entrySet().stream()
                .flatMap(one -> one.getValue().stream().flatMap(one.getKey()::verdicts))
                .toArray(String[]::new);
        return List.of(
                delayed(scenario, "just met", promised, BELOW)
                        .load(load, more)
                        .alone()
                        .expect(exit(0), nothingMissed()),
                just(scenario == Workload.simplest().simulation(), delayed(scenario, "just missed", promised, OVER))
                        .load(load, more)
                        .expect(exit(2), missed(missed)));
    }

    /** One scenario's row is enough for every build. */
    private static TruthRow just(boolean fast, TruthRow row) {
        return fast ? row.fast() : row;
    }

    private static TruthRow delayed(
            Class<? extends Simulation> scenario, String how, Map<Limits, List<String>> promised, double share) {
        return row("every latency limit of " + Scenario.id(scenario) + " " + how)
                .of(scenario)
                .asShipped("requests")
                .faults(promised.entrySet().stream()
                        .flatMap(one -> one.getKey().delays(share, one.getValue()).stream())
                        .toArray(String[]::new));
    }

    /** Groups the requests of a file by their limits; requests without a latency limit are left out. */
    private static Map<Limits, List<String>> promised(Config requests) {
        return requests.root().keySet().stream()
                .sorted()
                .filter(name -> !limits(requests, name).isEmpty())
                .collect(groupingBy(name -> Limits.of(limits(requests, name))));
    }

    private static Config limits(Config requests, String name) {
        return requests.getConfig(ConfigUtil.quoteString(name));
    }
}
