package loadtest.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import loadtest.measure.GeneratorHealth;
import loadtest.measure.Timeline;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/** Summaries such as runs leave, for the tests of the pages made from them. */
public final class SampleRuns {
    public static final Instant START = Instant.parse("2030-01-31T14:00:00Z");
    static final String REDEEM = "POST /redeem";
    static final String REPLAY = "POST /redeem (replay)";

    private SampleRuns() {}

    /** Ten quiet minutes, everything kept. */
    public static Summary green() {
        return redeem(600, second -> 0, List.of(), RunOutcome.PASSED);
    }

    /** Ten minutes with one and a half in the middle in which the database had no CPU left. */
    public static Summary blown() {
        var seconds = 600;
        LongUnaryOperator trouble = second -> second >= 290 && second < 380 ? 1 : 0;
        return redeem(seconds, trouble, List.of(), RunOutcome.FAILED);
    }

    /** Interrupted after 42 seconds. */
    public static Summary interrupted() {
        return redeem(42, second -> 0, List.of("the run was interrupted after 42 s of 600 s"), RunOutcome.INTERRUPTED);
    }

    /** A run under way, after so many seconds. */
    public static Summary underWay(int seconds) {
        var so = redeem(seconds, second -> 0, List.of(), RunOutcome.INTERRUPTED);
        var undecided = new Summary.RunResult(null, false, List.of(), List.of());
        return with(so, undecided, so.verdicts().subList(0, 5));
    }

    /** The same as another run. */
    public static Summary as(Summary summary, String runId) {
        var identity = summary.identity();
        return as(
                summary, Summary.Identity.alone(identity.scenario(), identity.profile(), runId, identity.invocation()));
    }

    /** The same with another identity. */
    public static Summary as(Summary summary, Summary.Identity identity) {
        return new Summary(
                identity,
                summary.result(),
                summary.conditions(),
                summary.traffic(),
                summary.verdicts(),
                summary.observations(),
                summary.remarks());
    }

    /** A run in which nothing was ever sent. */
    public static Summary empty() {
        var none = Verdicts.neverSent(REDEEM);
        return bare(
                RunOutcome.FAILED,
                List.of("POST /redeem samples is none, limit at least 1 (never sent)"),
                new Summary.Load("open", List.of("hold 2 per second for 20 s"), 40L, 0, 0, null),
                List.of(none));
    }

    /** A run that did not happen. */
    public static Summary notRun(String why) {
        return bare(RunOutcome.NOT_RUN, List.of(why), null, List.of());
    }

    /** The same with other verdicts. */
    public static Summary with(Summary summary, List<Verdict> verdicts) {
        var result = new Summary.RunResult(
                summary.result().outcome(), summary.result().judged(), VerdictView.reasons(verdicts), List.of());
        return with(summary, result, verdicts);
    }

    /** The same with other figures of the server. */
    public static Summary with(Summary summary, Resources resources) {
        var seen = summary.observations();
        return with(
                summary,
                new Summary.Observations(
                        seen.timeline(),
                        seen.slowest(),
                        seen.failed(),
                        resources,
                        seen.database(),
                        seen.generator(),
                        seen.abort()));
    }

    /** The same with this health of the generator. */
    public static Summary with(Summary summary, GeneratorHealth generator) {
        var seen = summary.observations();
        return with(
                summary,
                new Summary.Observations(
                        seen.timeline(),
                        seen.slowest(),
                        seen.failed(),
                        seen.resources(),
                        seen.database(),
                        generator,
                        seen.abort()));
    }

    /** The same with failures by other reasons, a time line of other points and no figures of the server. */
    public static Summary with(Summary summary, Map<String, Long> failures, Timeline timeline) {
        var traffic = summary.traffic();
        var requests = traffic.requests().stream()
                .map(request ->
                        SampleFigures.request(request.name(), request.count(), request.ko(), request.p95(), failures))
                .toList();
        return with(
                summary,
                new Summary.Traffic(traffic.load(), requests, traffic.overall(), traffic.waba()),
                new Summary.Observations(
                        timeline,
                        summary.observations().slowest(),
                        summary.observations().failed(),
                        null,
                        null,
                        null,
                        List.of()),
                new Summary.Remarks(null, summary.remarks().notes()));
    }

    static Summary with(Summary summary, Summary.Observations seen) {
        return with(summary, summary.traffic(), seen, summary.remarks());
    }

    private static Summary with(Summary summary, Summary.RunResult result, List<Verdict> verdicts) {
        return new Summary(
                summary.identity(),
                result,
                summary.conditions(),
                summary.traffic(),
                verdicts,
                summary.observations(),
                summary.remarks());
    }

    /** The same with other traffic, observations and remarks. */
    public static Summary with(
            Summary summary, Summary.Traffic traffic, Summary.Observations seen, Summary.Remarks remarks) {
        return new Summary(
                summary.identity(), summary.result(), summary.conditions(), traffic, summary.verdicts(), seen, remarks);
    }

    private static Summary redeem(int seconds, LongUnaryOperator trouble, List<String> reasons, RunOutcome outcome) {
        var bad = outcome == RunOutcome.FAILED;
        var timeline = SampleFigures.timeline(seconds, 1, trouble);
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
                SampleFigures.request(REDEEM, count - 30, ko, bad ? 612 : 231, failures),
                SampleFigures.request(REPLAY, 30, 0, 48, Map.of()));
        var verdicts = verdicts(bad, outcome == RunOutcome.INTERRUPTED, count, ko);
        var why = new ArrayList<>(reasons);
        why.addAll(VerdictView.reasons(verdicts));
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
                SampleFigures.request("all requests", count, ko, bad ? 598 : 226, failures),
                verdicts,
                timeline,
                SampleFigures.slowest(bad),
                SampleFigures.resources(seconds, trouble),
                SampleFigures.database(),
                outcome == RunOutcome.INTERRUPTED ? null : SampleFigures.comparison(bad),
                List.of("fixtures of 2030-01-30T08:00:00Z, version 3, seed/generated/summary.json"));
    }

    private static List<Verdict> verdicts(boolean bad, boolean cut, long count, long ko) {
        var broken = bad ? VerdictOutcome.MISSED : VerdictOutcome.MET;
        return List.of(
                Verdicts.latency(REDEEM, Statistic.P95, 500L, bad ? 612 : 231, count, broken, ""),
                Verdicts.latency(REDEEM, Statistic.MEAN, 300L, bad ? 187 : 92, count, VerdictOutcome.MET, ""),
                Verdicts.failed(REDEEM, ko, count, broken, bad ? "9 x 503 where 200 was expected" : ""),
                Verdicts.latency(REPLAY, Statistic.P95, null, 48, 30, VerdictOutcome.PRINTED, "few samples"),
                Verdicts.failed(REPLAY, 0, 30, VerdictOutcome.MET, ""),
                audited("replays all refused", cut, "30 of 30 refused", 30),
                audited("no voucher redeemed twice", cut, "0 of 1,470 redeemed twice", 1470),
                audited("every accepted redeem persisted", cut, "1,454 of 1,454 persisted", 1454));
    }

    private static Verdict audited(String promise, boolean cut, String found, long samples) {
        return cut
                ? Verdicts.notAudited(promise, "the run did not get that far", samples)
                : Verdicts.kept(promise, found, samples, VerdictOutcome.MET);
    }

    /** Without any request, so nothing was measured. */
    private static Summary bare(RunOutcome outcome, List<String> reasons, Summary.Load load, List<Verdict> verdicts) {
        return of(outcome, reasons, load, List.of(), null, verdicts, null, List.of(), null, null, null, List.of());
    }

    private static Summary of(
            RunOutcome outcome,
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
        var judged = outcome != RunOutcome.INTERRUPTED && outcome != RunOutcome.NOT_RUN;
        var seconds = timeline == null ? 20 : timeline.requests().size() + 1;
        return new Summary(
                Summary.Identity.alone("station_redeem_peak", bare ? "local" : "ramp", "20300131T140000-3fa9c2", null),
                Summaries.result(outcome, judged, reasons, verdicts),
                new Summary.Conditions(
                        List.of("127.0.0.1"),
                        true,
                        null,
                        List.of(),
                        START.toString(),
                        START.plusSeconds(seconds).toString(),
                        bare ? null : new Summary.Suite("1.0.0", "3fa9c21", "3.15.1", "17.0.12"),
                        bare ? null : new Summary.GeneratorMachine(4, 4096, "Linux 6.1")),
                new Summary.Traffic(load, requests, overall, null),
                verdicts,
                new Summary.Observations(
                        timeline, slowest, SampleFailures.of(requests), resources, database, null, List.of()),
                new Summary.Remarks(comparison, notes));
    }
}
