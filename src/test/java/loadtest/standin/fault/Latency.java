package loadtest.standin.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import loadtest.settings.DataFile;

/** How long answers take, as a distribution. What is drawn counts from the request's arrival. */
public interface Latency {
    /** No answer is held back longer. */
    Duration LONGEST = Duration.ofMinutes(5);

    /** Of the standard normal distribution. */
    double P95 = 1.6448536269514722;

    /** The next one, in nanoseconds, from 0 to {@link #LONGEST}. */
    long draw(Random random);

    /**
     * Reads the block {@code latency} of a fault: one of {@code constant = 200 ms}, {@code uniform = [50 ms, 150 ms]},
     * {@code lognormal { median, sigma }} or {@code lognormal { p50, p95 }}, or {@code values = [...]} that were
     * measured, each as likely as the others or by {@code weights = [...]}.
     *
     * @throws BadInput naming the line, and what is valid there
     */
    static Latency read(DataFile block) {
        var words = block.only("constant", "uniform", "lognormal", "values", "weights")
                .words();
        var kinds = words.stream().filter(word -> !word.equals("weights")).toList();
        if (kinds.size() != 1) {
            throw block.wrong(
                    words.isEmpty() ? "latency" : words.get(0), "one of constant, uniform, lognormal, values");
        }
        if (words.contains("weights") && !block.has("values")) {
            throw block.wrong("weights", "weights only beside values");
        }
        return switch (kinds.get(0)) {
            case "constant" -> constant(block);
            case "uniform" -> uniform(block);
            case "lognormal" -> lognormal(block.child("lognormal"));
            default -> empirical(block);
        };
    }

    private static Latency constant(DataFile block) {
        var times = block.durations("constant");
        if (times.size() != 1) {
            throw block.wrong("constant", "one duration such as 200 ms");
        }
        return random -> bounded(times.get(0).toNanos());
    }

    private static Latency uniform(DataFile block) {
        var ends = block.durations("uniform");
        if (ends.size() != 2 || ends.get(0).compareTo(ends.get(1)) > 0) {
            throw block.wrong("uniform", "the shortest and the longest, such as [50 ms, 150 ms]");
        }
        var from = ends.get(0).toNanos();
        var width = ends.get(1).toNanos() - from;
        return random -> bounded(from + random.nextDouble() * width);
    }

    private static Latency lognormal(DataFile block) {
        block.only("median", "sigma", "p50", "p95");
        var median = block.duration("median");
        var sigma = block.number("sigma");
        var p50 = block.duration("p50");
        var p95 = block.duration("p95");
        if (median.isPresent() && sigma.isPresent() && p50.isEmpty() && p95.isEmpty() && sigma.get() > 0) {
            return lognormal(median.get(), sigma.get());
        }
        if (p50.isPresent() && p95.isPresent() && median.isEmpty() && sigma.isEmpty()) {
            var spread = Math.log((double) p95.get().toNanos() / p50.get().toNanos()) / P95;
            if (spread > 0) {
                return lognormal(p50.get(), spread);
            }
        }
        var at = block.words().isEmpty() ? "lognormal" : block.words().get(0);
        throw block.wrong(at, "lognormal with median and sigma above 0, or with p50 and a longer p95");
    }

    private static Latency lognormal(Duration median, double sigma) {
        return random -> bounded(median.toNanos() * Math.exp(sigma * random.nextGaussian()));
    }

    private static Latency empirical(DataFile block) {
        var times = block.durations("values");
        if (times.isEmpty()) {
            throw block.wrong("values", "at least one duration");
        }
        var sums = sums(block, times);
        var all = sums[sums.length - 1];
        return random -> {
            var point = random.nextDouble() * all;
            var index = IntStream.range(0, sums.length)
                    .filter(i -> point < sums[i])
                    .findFirst()
                    .orElse(sums.length - 1);
            return bounded(times.get(index).toNanos());
        };
    }

    /** The weights added up, one by one. */
    private static double[] sums(DataFile block, List<Duration> times) {
        var weights = block.has("weights")
                ? block.list("weights").stream()
                        .mapToDouble(text -> weight(block, text))
                        .toArray()
                : times.stream().mapToDouble(time -> 1).toArray();
        if (weights.length != times.size()) {
            throw block.wrong("weights", "as many as there are values, " + times.size());
        }
        for (var i = 1; i < weights.length; i++) {
            weights[i] += weights[i - 1];
        }
        if (weights[weights.length - 1] <= 0) {
            throw block.wrong("weights", "at least one above 0");
        }
        return weights;
    }

    private static double weight(DataFile block, String text) {
        try {
            var weight = Double.parseDouble(text);
            if (weight >= 0 && Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw block.wrong("weights", "numbers from 0");
    }

    private static long bounded(double nanos) {
        return (long) Math.min(nanos, LONGEST.toNanos());
    }
}
