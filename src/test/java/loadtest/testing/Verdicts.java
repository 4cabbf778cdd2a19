package loadtest.testing;

import java.util.List;
import loadtest.measure.RequestKey;
import loadtest.slo.Capacity;
import loadtest.slo.Limit;
import loadtest.slo.Observation;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Source;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/** Verdicts of station_redeem_peak, for the tests of what is made of them. */
public final class Verdicts {
    private static final Limit ONE_PERCENT = new Limit(1, false, Limit.Unit.PERCENT);

    /** A verdict of each outcome; two are missed. */
    public static final List<Verdict> OF_EACH_OUTCOME = List.of(
            latency("POST /redeem", Statistic.P95, 500L, 7, 40, VerdictOutcome.PRINTED, "few samples"),
            failed("POST /redeem", 1, 40, VerdictOutcome.MISSED, "1 x found 503"),
            budget("HTTP 5xx", List.of("5xx"), 1, 40, VerdictOutcome.MISSED),
            kept("replays all refused", "1 of 1 refused", 1, VerdictOutcome.MET),
            kept("every accepted redeem persisted", "not audited", 0, VerdictOutcome.NOT_AUDITED));

    private Verdicts() {}

    /** @param limit in milliseconds; null where the figure is for information */
    public static Verdict latency(
            String request,
            Statistic what,
            Long limit,
            long millis,
            long samples,
            VerdictOutcome outcome,
            String note) {
        var under = limit == null ? null : new Limit(limit, false, Limit.Unit.MILLIS);
        return new Verdict(promise(request, what, under), Observation.millis(millis), samples, outcome, note);
    }

    /** Of a request that tolerates less than 1 %. */
    public static Verdict failed(String request, long failed, long all, VerdictOutcome outcome, String note) {
        var share = new Observation.Measured(100.0 * failed / all, failed);
        return new Verdict(promise(request, Statistic.FAILED, ONE_PERCENT), share, all, outcome, note);
    }

    public static Verdict neverSent(String request) {
        var once = promise(request, Statistic.SAMPLES, new Limit(1, true, Limit.Unit.COUNT));
        return new Verdict(once, new Observation.NoSamples(), 0, VerdictOutcome.MISSED, "never sent");
    }

    /** Of a budget that tolerates none. */
    public static Verdict budget(String name, List<String> codes, long hits, long all, VerdictOutcome outcome) {
        return counted(name, codes, new Limit(0, true, Limit.Unit.COUNT), hits, all, outcome);
    }

    public static Verdict counted(
            String name, List<String> codes, Limit limit, long hits, long all, VerdictOutcome outcome) {
        var share = limit.unit() == Limit.Unit.PERCENT;
        var promise = new Promise(
                PromiseKind.BUDGET,
                "station_redeem_peak",
                name,
                share ? Statistic.SHARE : Statistic.COUNT,
                limit,
                new Promise.Answers(Source.HTTP, codes));
        return new Verdict(
                promise, new Observation.Measured(share ? 100.0 * hits / all : hits, hits), all, outcome, "");
    }

    public static Verdict kept(String promise, String found, long samples, VerdictOutcome outcome) {
        return new Verdict(integrity(promise), new Observation.Found(found), samples, outcome, "");
    }

    public static Verdict notAudited(String promise, String why, long samples) {
        return new Verdict(integrity(promise), new Observation.Unaudited(why), samples, VerdictOutcome.NOT_AUDITED, "");
    }

    /** Of the users of an open model. */
    public static Verdict schedule(Observation seen, VerdictOutcome outcome) {
        var promise = new Promise(
                PromiseKind.SCHEDULE,
                "station_redeem_peak",
                "users started as planned",
                Statistic.LATE_USERS,
                new Limit(1, true, Limit.Unit.PERCENT),
                null);
        return new Verdict(promise, seen, 1500, outcome, "");
    }

    /** Of a redeem that tolerates 5 % less than planned, over ten minutes. */
    public static Verdict throughput(long planned, long answers, VerdictOutcome outcome) {
        return throughput(
                new Limit(95, true, Limit.Unit.PERCENT),
                new Observation.Answered(100.0 * answers / planned, answers, planned, 600),
                outcome);
    }

    /** The same, promised as so many answers a minute. */
    public static Verdict rate(long atLeast, long answers, VerdictOutcome outcome) {
        return throughput(
                new Limit(atLeast, true, Limit.Unit.PER_MINUTE),
                new Observation.Answered(answers, answers, null, 60),
                outcome);
    }

    private static Verdict throughput(Limit limit, Observation.Answered seen, VerdictOutcome outcome) {
        var promise = promise("POST /redeem", Statistic.THROUGHPUT, null);
        return new Verdict(
                new Promise(
                        PromiseKind.THROUGHPUT,
                        promise.scenario(),
                        promise.subject(),
                        Statistic.THROUGHPUT,
                        limit,
                        null),
                seen,
                seen.answers(),
                outcome,
                "");
    }

    /** Of a climb in three steps, of which the second broke a promise. */
    public static Verdict capacity() {
        var broke = latency("POST /redeem", Statistic.P95, 500L, 612, 160, VerdictOutcome.MISSED, "");
        var steps = List.of(
                new Capacity.Step(10, 80, Capacity.StepOutcome.HELD, List.of(), List.of(figures(40))),
                new Capacity.Step(20, 160, Capacity.StepOutcome.BROKE, List.of(broke), List.of(figures(612))),
                new Capacity.Step(30, 240, Capacity.StepOutcome.NOT_TRIED, List.of(), List.of()));
        return new Verdict(
                new Promise(PromiseKind.CAPACITY, "station_redeem_peak", "capacity", Statistic.CAPACITY, null, null),
                new Capacity(10.0, 20.0, 30, "", steps),
                80,
                VerdictOutcome.MET,
                "");
    }

    private static Capacity.StepFigures figures(long p95) {
        return new Capacity.StepFigures("POST /redeem", 120, p95, 0, true);
    }

    /** Of the 95th percentile, which may rise by half. */
    public static Verdict drift(String request, long first, long last, VerdictOutcome outcome) {
        var limit = new Limit(50, true, Limit.Unit.PERCENT);
        return new Verdict(
                new Promise(PromiseKind.DRIFT, "station_redeem_peak", "drift of p95", Statistic.P95_RISE, limit, null),
                new Observation.Drifted(request, 100.0 * (last - first) / first, first, last),
                400,
                outcome,
                "");
    }

    private static Promise promise(String request, Statistic what, Limit limit) {
        return Promise.ofRequest(new RequestKey("station_redeem_peak", request), what, limit);
    }

    private static Promise integrity(String promise) {
        return Promise.kept(PromiseKind.INTEGRITY, "station_redeem_peak", promise);
    }
}
