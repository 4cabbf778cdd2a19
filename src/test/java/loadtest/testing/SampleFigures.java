package loadtest.testing;

import static loadtest.testing.SampleRuns.REDEEM;
import static loadtest.testing.SampleRuns.REPLAY;
import static loadtest.testing.SampleRuns.START;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import loadtest.measure.GeneratorHealth;
import loadtest.measure.Timeline;
import loadtest.report.summary.ComparedFigure;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.ComparisonJudgement;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.Summary;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;

/** The figures of {@link SampleRuns}: the same in every run, as if drawn at random. */
public final class SampleFigures {
    private SampleFigures() {}

    /** Columns of this number of points; during the incident (1) answers take ten times as long and some fail. */
    public static Timeline timeline(int points, int secondsPerPoint, LongUnaryOperator trouble) {
        var random = new Random(7);
        var requests = new ArrayList<Long>();
        var failed = new ArrayList<Long>();
        var p50 = new ArrayList<Long>();
        for (int i = 0; i < points; i++) {
            var bad = trouble.applyAsLong(i) > 0;
            requests.add((long) secondsPerPoint * (2 + (i % 2)) + (random.nextInt(9) == 0 ? 1 : 0));
            failed.add(bad && random.nextInt(5) == 0 ? 1L : 0L);
            p50.add(Math.round((bad ? 420 : 61) * Math.exp(0.18 * random.nextGaussian())));
        }
        var p95 = p50.stream()
                .map(time -> Math.round(time * (2.1 + random.nextDouble())))
                .toList();
        var p99 = p95.stream()
                .map(time -> Math.round(time * (1.1 + random.nextDouble() / 3)))
                .toList();
        var active =
                p50.stream().map(time -> 1 + time / 120 + random.nextInt(2)).toList();
        var ok = IntStream.range(0, points)
                .mapToObj(i -> requests.get(i) - failed.get(i))
                .toList();
        var none = Collections.nCopies(points, 0L);
        var replays =
                LongStream.range(0, points).mapToObj(i -> i % 20 == 0 ? 1L : 0L).toList();
        var replayTimes = replays.stream()
                .map(n -> n == 0 ? null : 40L + random.nextInt(12))
                .toList();
        return new Timeline(
                START.toString(),
                secondsPerPoint,
                requests,
                failed,
                requests,
                active,
                p50,
                p95,
                p99,
                new TreeMap<>(Map.of("2xx", ok, "4xx", replays, "5xx", failed)),
                List.of(
                        new Timeline.OfRequest(REDEEM, requests, failed, p95),
                        new Timeline.OfRequest(REPLAY, replays, none, replayTimes)),
                SampleTimes.heat(points, secondsPerPoint, trouble));
    }

    public static RequestSummary request(String name, long count, long ko, long p95, Map<String, Long> failures) {
        var codes = new TreeMap<Integer, Long>(Map.of(200, count - ko));
        if (ko > 0) {
            codes.put(503, ko);
        }
        var classes = new TreeMap<String, Long>();
        codes.forEach((code, seen) -> classes.put(code / 100 + "xx", seen));
        return new RequestSummary(
                name,
                "station_redeem_peak",
                count,
                count - ko,
                ko,
                Math.round(count / 6.0) / 100.0,
                11,
                p95 / 2.9,
                p95 / 4,
                p95 / 3,
                p95 * 2 / 3,
                p95,
                p95 * 3 / 2,
                p95 * 2,
                p95 * 5 / 2 + 3,
                new RequestSummary.TimesSummary(
                        11, p95 / 3.0, p95 / 4, p95 / 3, p95 * 2 / 3, p95, p95 * 3 / 2, p95 * 2, p95 * 2),
                codes,
                classes,
                failures,
                SampleTimes.histogram(count, p95),
                SampleTimes.histogram(count - ko, p95));
    }

    static List<Summary.Slow> slowest(boolean bad) {
        return IntStream.range(0, 10)
                .mapToObj(i -> new Summary.Slow(
                        START.plus((bad ? 300_000 : 42_000) + 4_137L * i, ChronoUnit.MILLIS)
                                .toString(),
                        i % 4 == 3 ? REPLAY : REDEEM,
                        (bad ? 1533 : 580) - 41L * i,
                        bad && i == 2 ? null : bad && i % 3 == 0 ? 503 : 200,
                        !bad || i % 3 != 0,
                        SampleFailures.trace(i)))
                .toList();
    }

    static Resources resources(int seconds, LongUnaryOperator trouble) {
        var random = new Random(11);
        var at = LongStream.iterate(0, second -> second < seconds, second -> second + 5)
                .boxed()
                .toList();
        var strain = at.stream()
                .map(second -> trouble.applyAsLong(second) > 0 ? 1.0 : 0.0)
                .toList();
        return new Resources(
                "127.0.0.1",
                5,
                at.size(),
                2,
                "status 401",
                "",
                at.stream()
                        .map(second -> START.plusSeconds(second).plusMillis(300).toString())
                        .toList(),
                figures(strain, busy -> busy > 0 ? 100 - 3 * random.nextDouble() : 31 + 9 * random.nextDouble()),
                figures(strain, busy -> 1.2 + 6 * busy + random.nextDouble()),
                figures(strain, busy -> 2.1e9 - 4e8 * busy + 5e7 * random.nextDouble()),
                figures(strain, busy -> 84_000 - 30_000 * busy + 9_000 * random.nextDouble()),
                figures(strain, busy -> 22 + 74 * busy + random.nextInt(4)),
                figures(strain, busy -> 14 - 5 * busy + 2 * random.nextDouble()),
                figures(strain, busy -> 41_200_000 + 1_000 * random.nextDouble()),
                figures(strain, busy -> 61 + 1600 * busy + 20 * random.nextDouble()));
    }

    /** Two readings, as a load leaves that is shorter than their interval: just before it, and just after. */
    public static Resources aroundALoadOf(int seconds) {
        var levels = List.of(16.0, 14.0);
        var rates = Arrays.asList(null, 97.0);
        return new Resources(
                "127.0.0.1",
                3600,
                2,
                0,
                "",
                "",
                List.of(
                        START.minusMillis(1_300).toString(),
                        START.plusSeconds(seconds).plusMillis(600).toString()),
                rates,
                levels,
                levels,
                rates,
                levels,
                rates,
                levels,
                rates);
    }

    /** A column whose first entry is null, as a rate's is. */
    private static List<Double> figures(List<Double> strain, DoubleUnaryOperator figure) {
        var column = new ArrayList<Double>();
        column.add(null);
        DoubleStream.of(strain.stream().skip(1).mapToDouble(Double::doubleValue).toArray())
                .map(figure)
                .forEach(column::add);
        return column;
    }

    /** A generator with time to spare. */
    public static GeneratorHealth generator(int seconds) {
        return new GeneratorHealth(
                START.toString(),
                1,
                Collections.nCopies(seconds, 12.0),
                Collections.nCopies(seconds, 31.0),
                Collections.nCopies(seconds, 2L),
                Collections.nCopies(seconds, 1L),
                List.of(),
                null);
    }

    static DatabaseActivity database() {
        return new DatabaseActivity(
                List.of(
                        new DatabaseActivity.TableActivity("public.vouchers", 0, 1454, 0, 3, 5871, 7342),
                        new DatabaseActivity.TableActivity("public.voucher_events", 1454, 0, 0, 1, 2910, 2917),
                        new DatabaseActivity.TableActivity("public.stations", 0, 0, 0, 1503, 4, 75_150)),
                List.of(
                        new DatabaseActivity.StatementActivity("public.vouchers", 2984, 12.4, 37_001.6),
                        new DatabaseActivity.StatementActivity("public.voucher_events", 1454, 0.31, 450.7)),
                "");
    }

    static Comparison comparison(boolean bad) {
        var now = bad ? 612.0 : 231.0;
        return new Comparison(
                "the median of 5 earlier runs of station_redeem_peak, ramp",
                5,
                List.of(
                        new Comparison.ComparisonRow(
                                REDEEM, ComparedFigure.P50, 58, 60, 3.0, ComparisonJudgement.WITHIN_NOISE),
                        new Comparison.ComparisonRow(
                                REDEEM,
                                ComparedFigure.P95,
                                226,
                                now,
                                9.0,
                                bad ? ComparisonJudgement.WORSE : ComparisonJudgement.WITHIN_NOISE),
                        new Comparison.ComparisonRow(
                                REDEEM, ComparedFigure.RATE, 2.45, 2.45, 0.01, ComparisonJudgement.WITHIN_NOISE),
                        new Comparison.ComparisonRow(
                                REDEEM,
                                ComparedFigure.FAILED,
                                0,
                                bad ? 1.07 : 0,
                                null,
                                bad ? ComparisonJudgement.NOISE_UNKNOWN : ComparisonJudgement.WITHIN_NOISE)),
                List.of(),
                bad ? List.of("POST /redeem p95 612 ms, before 226 ms (noise 9 ms)") : List.of(),
                false);
    }
}
