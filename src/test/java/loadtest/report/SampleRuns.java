package loadtest.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import loadtest.record.DatabaseActivity;
import loadtest.record.Resources;
import loadtest.record.Timeline;
import loadtest.slo.Verdict;
import loadtest.slo.Verdict.Outcome;

/** SampleRuns such as runs leave them, for the tests of the pages made from them. */
final class SampleRuns {
    static final Instant START = Instant.parse("2030-01-31T14:00:00Z");
    static final String REDEEM = "POST /redeem";
    static final String REPLAY = "POST /redeem (replay)";

    private SampleRuns() {}

    /** Ten quiet minutes, everything kept. */
    static Summary green() {
        return redeem(600, second -> 0, List.of(), Summary.Outcome.PASSED);
    }

    /** Ten minutes with one and a half in the middle in which the database had no CPU left. */
    static Summary blown() {
        var seconds = 600;
        LongUnaryOperator trouble = second -> second >= 290 && second < 380 ? 1 : 0;
        return redeem(seconds, trouble, List.of(), Summary.Outcome.FAILED);
    }

    /** Ended by somebody after 42 seconds. */
    static Summary interrupted() {
        return redeem(
                42, second -> 0, List.of("the run was interrupted after 42 s of 600 s"), Summary.Outcome.INTERRUPTED);
    }

    /** A run in which nothing was ever sent. */
    static Summary empty() {
        var none = new Verdict(REDEEM + " samples", "at least 1", "none", 0, Outcome.MISSED, "never sent");
        return of(
                Summary.Outcome.FAILED,
                List.of("POST /redeem samples is none, limit at least 1 (never sent)"),
                new Summary.Load("open", List.of("hold 2 per second for 20 s"), 40L, 0, 0, null),
                List.of(),
                null,
                List.of(none),
                null,
                List.of(),
                null,
                null,
                null,
                List.of());
    }

    /** The same with other verdicts. */
    static Summary with(Summary summary, List<Verdict> verdicts) {
        return of(
                summary.outcome(),
                VerdictTable.reasons(verdicts),
                summary.load(),
                summary.requests(),
                summary.overall(),
                verdicts,
                summary.timeline(),
                summary.slowest(),
                summary.resources(),
                summary.database(),
                summary.comparison(),
                summary.notes());
    }

    /** The same with failures by other reasons, a time line of other points and no figures of the server. */
    static Summary with(Summary summary, Map<String, Long> failures, Timeline timeline) {
        var requests = summary.requests().stream()
                .map(request -> request(request.name(), request.count(), request.ko(), request.p95(), failures))
                .toList();
        return of(
                summary.outcome(),
                summary.reasons(),
                summary.load(),
                requests,
                summary.overall(),
                summary.verdicts(),
                timeline,
                summary.slowest(),
                null,
                null,
                null,
                summary.notes());
    }

    private static Summary redeem(
            int seconds, LongUnaryOperator trouble, List<String> reasons, Summary.Outcome outcome) {
        var bad = outcome == Summary.Outcome.FAILED;
        var timeline = timeline(seconds, 1, trouble);
        var count = timeline.requests().stream().mapToLong(Long::longValue).sum();
        var ko = timeline.failed().stream().mapToLong(Long::longValue).sum();
        var failures = bad
                ? Map.of(
                        "status.find.in(200), found 503",
                        ko - ko / 3,
                        "Request timeout to 127.0.0.1 after 30000 ms",
                        ko / 3)
                : Map.<String, Long>of();
        var all = List.of(
                request(REDEEM, count - 30, ko, bad ? 612 : 231, failures), request(REPLAY, 30, 0, 48, Map.of()));
        var verdicts = verdicts(bad, outcome == Summary.Outcome.INTERRUPTED, count, ko);
        var why = new ArrayList<>(reasons);
        why.addAll(VerdictTable.reasons(verdicts));
        return of(
                outcome,
                why,
                new Summary.Load(
                        "open",
                        List.of("hold 150 per minute for 10 minutes"),
                        1500L,
                        seconds == 600 ? 1500 : 105,
                        seconds == 600 ? 1500 : 103,
                        bad ? 7L : 0L),
                all,
                request("all requests", count, ko, bad ? 598 : 226, failures),
                verdicts,
                timeline,
                slowest(bad),
                resources(seconds, trouble),
                database(),
                outcome == Summary.Outcome.INTERRUPTED ? null : comparison(bad),
                List.of("fixtures of 2030-01-30T08:00:00Z, version 3, seed/generated/summary.json"));
    }

    private static List<Verdict> verdicts(boolean bad, boolean cut, long count, long ko) {
        var percent = String.format(Locale.ROOT, "%.2f %% (%d)", 100.0 * ko / count, ko);
        var audited = cut ? Outcome.NOT_AUDITED : Outcome.MET;
        return List.of(
                new Verdict(
                        "POST /redeem p95",
                        "< 500 ms",
                        bad ? "612 ms" : "231 ms",
                        count,
                        bad ? Outcome.MISSED : Outcome.MET,
                        ""),
                new Verdict("POST /redeem mean", "< 300 ms", bad ? "187 ms" : "92 ms", count, Outcome.MET, ""),
                new Verdict(
                        "POST /redeem failed",
                        "< 1 %",
                        percent,
                        count,
                        bad ? Outcome.MISSED : Outcome.MET,
                        bad ? "9 x status.find.in(200), found 503" : ""),
                new Verdict("POST /redeem (replay) p95", "-", "48 ms", 30, Outcome.PRINTED, "few samples"),
                new Verdict("POST /redeem (replay) failed", "< 1 %", "0.00 % (0)", 30, Outcome.MET, ""),
                new Verdict(
                        "replays all refused",
                        "yes",
                        cut ? "not audited: the run did not get that far" : "30 of 30 refused",
                        30,
                        audited,
                        ""),
                new Verdict(
                        "no voucher redeemed twice",
                        "yes",
                        cut ? "not audited: the run did not get that far" : "0 of 1,470 redeemed twice",
                        1470,
                        audited,
                        ""),
                new Verdict(
                        "every accepted redeem persisted",
                        "yes",
                        cut ? "not audited: the run did not get that far" : "1,454 of 1,454 persisted",
                        1454,
                        audited,
                        ""));
    }

    /** Columns of so many points; where there is trouble (1) answers take ten times as long and some fail. */
    static Timeline timeline(int points, int secondsPerPoint, LongUnaryOperator trouble) {
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
                        new Timeline.OfRequest(REPLAY, replays, none, replayTimes)));
    }

    private static RequestSummary request(String name, long count, long ko, long p95, Map<String, Long> failures) {
        var codes = new TreeMap<Integer, Long>(Map.of(200, count - ko));
        if (ko > 0) {
            codes.put(503, ko);
        }
        var classes = new TreeMap<String, Long>();
        codes.forEach((code, seen) -> classes.put(code / 100 + "xx", seen));
        return new RequestSummary(
                name,
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
                new RequestSummary.Times(
                        11, p95 / 3.0, p95 / 4, p95 / 3, p95 * 2 / 3, p95, p95 * 3 / 2, p95 * 2, p95 * 2),
                codes,
                classes,
                failures,
                "HISTFAAAAB94nGNgYGBg",
                "HISTFAAAAB94nGNgYGBg");
    }

    private static List<Summary.Slow> slowest(boolean bad) {
        return IntStream.range(0, 10)
                .mapToObj(i -> new Summary.Slow(
                        START.plus((bad ? 300_000 : 42_000) + 4_137L * i, ChronoUnit.MILLIS)
                                .toString(),
                        i % 4 == 3 ? REPLAY : REDEEM,
                        (bad ? 1533 : 580) - 41L * i,
                        bad && i == 2 ? null : bad && i % 3 == 0 ? 503 : 200,
                        !bad || i % 3 != 0))
                .toList();
    }

    private static Resources resources(int seconds, LongUnaryOperator trouble) {
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

    /** A column whose first entry is null, as a rate's is. */
    private static List<Double> figures(List<Double> strain, DoubleUnaryOperator figure) {
        var column = new ArrayList<Double>();
        column.add(null);
        DoubleStream.of(strain.stream().skip(1).mapToDouble(Double::doubleValue).toArray())
                .map(figure)
                .forEach(column::add);
        return column;
    }

    private static DatabaseActivity database() {
        return new DatabaseActivity(
                List.of(
                        new DatabaseActivity.Table("public.vouchers", 0, 1454, 0, 3, 5871, 7342),
                        new DatabaseActivity.Table("public.voucher_events", 1454, 0, 0, 1, 2910, 2917),
                        new DatabaseActivity.Table("public.stations", 0, 0, 0, 1503, 4, 75_150)),
                List.of(
                        new DatabaseActivity.Statements("public.vouchers", 2984, 12.4, 37_001.6),
                        new DatabaseActivity.Statements("public.voucher_events", 1454, 0.31, 450.7)),
                "");
    }

    private static Comparison comparison(boolean bad) {
        var now = bad ? 612.0 : 231.0;
        return new Comparison(
                "the median of 5 earlier runs of station_redeem_peak, ramp",
                5,
                List.of(
                        new Comparison.Row(REDEEM, "p50", "ms", 58, 60, 3.0, "within the noise"),
                        new Comparison.Row(REDEEM, "p95", "ms", 226, now, 9.0, bad ? "worse" : "within the noise"),
                        new Comparison.Row(REDEEM, "rate", "/s", 2.45, 2.45, 0.01, "within the noise"),
                        new Comparison.Row(
                                REDEEM,
                                "failed",
                                "%",
                                0,
                                bad ? 1.07 : 0,
                                null,
                                bad ? "noise unknown" : "within the noise")),
                bad ? List.of("POST /redeem p95 612 ms, before 226 ms (noise 9 ms)") : List.of(),
                false);
    }

    private static Summary of(
            Summary.Outcome outcome,
            List<String> reasons,
            Summary.Load load,
            List<RequestSummary> requests,
            RequestSummary overall,
            List<Verdict> verdicts,
            Timeline timeline,
            List<Summary.Slow> slowest,
            Resources resources,
            DatabaseActivity database,
            Comparison comparison,
            List<String> notes) {
        var bare = requests.isEmpty();
        return new Summary(
                Summary.SCHEMA,
                "station_redeem_peak",
                bare ? "local" : "ramp",
                "20300131T140000-3fa9c2",
                outcome,
                outcome == Summary.Outcome.PASSED,
                reasons,
                List.of("127.0.0.1"),
                true,
                START.toString(),
                START.plusSeconds(timeline == null ? 20 : timeline.requests().size() + 1)
                        .toString(),
                bare ? null : new Summary.Suite("1.0.0", "3fa9c21", "3.15.1", "17.0.12"),
                bare ? null : new Summary.Machine(4, 4096, "Linux 6.1"),
                load,
                requests,
                overall,
                null,
                verdicts,
                timeline,
                slowest,
                resources,
                database,
                comparison,
                notes);
    }
}
