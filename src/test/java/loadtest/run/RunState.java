package loadtest.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import loadtest.load.Profile;
import loadtest.measure.DispatcherReport;
import loadtest.measure.Lateness;
import loadtest.measure.Recorder;
import loadtest.measure.Sample;
import loadtest.measure.Stats;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.Environment;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.Summary;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;
import loadtest.slo.Gate;
import loadtest.slo.Verdict;
import loadtest.target.Scenario;
import loadtest.target.Target;

/**
 * What is known of a run, at any time.
 *
 * @param seen what the target says of itself; empty before the load has ended
 * @param dispatches where the scenario has a dispatcher
 * @param comparison where a baseline was asked for, and the run has come to its verdicts
 */
record RunState(
        Scenario scenario,
        Target target,
        Profile profile,
        String id,
        Instant started,
        Recorder recorder,
        Gate gate,
        Seen seen,
        Optional<DispatcherReport> dispatches,
        Optional<Comparison> comparison,
        Vigilance vigilance,
        List<String> notes) {

    /** The load on the server's side; null where it was not or not yet looked at. */
    record Seen(Resources resources, DatabaseActivity database) {
        static final Seen NOTHING = new Seen(null, null);
    }

    /** Of a run that goes on: it has no outcome yet, and none of what only a file of it needs. */
    Summary soFar() {
        return summary(null, List.of(), gate.verdictsSoFar(), RequestSummary::soFar);
    }

    Summary summary(Summary.Outcome outcome, List<String> reasons) {
        return summary(outcome, reasons, gate.verdicts(), RequestSummary::of);
    }

    private Summary summary(
            Summary.Outcome outcome,
            List<String> reasons,
            List<Verdict> verdicts,
            BiFunction<Stats, Double, RequestSummary> figures) {
        var seconds = recorder.seconds();
        return new Summary(
                Summary.SCHEMA,
                scenario.id(),
                profile.name(),
                id,
                outcome,
                outcome == Summary.Outcome.PASSED,
                reasons,
                target.hosts(scenario),
                target.standIn(),
                started.toString(),
                Instant.now().toString(),
                Environment.suite(),
                Environment.machine(),
                load(),
                requests(recorder, figures),
                figures.apply(recorder.overall(), seconds),
                dispatches.map(RunState::waba).orElse(null),
                verdicts,
                recorder.timeline(),
                recorder.slowest().stream().map(RunState::slow).toList(),
                seen.resources(),
                seen.database(),
                vigilance.health(),
                vigilance.abort().standings(),
                comparison.orElse(null),
                notes);
    }

    static List<RequestSummary> requests(Recorder recorder) {
        return requests(recorder, RequestSummary::of);
    }

    private static List<RequestSummary> requests(Recorder recorder, BiFunction<Stats, Double, RequestSummary> figures) {
        var seconds = recorder.seconds();
        return recorder.requests().stream()
                .map(request -> figures.apply(request, seconds))
                .toList();
    }

    private Summary.Load load() {
        var users = recorder.users(scenario.id());
        var planned = vigilance.planned();
        return new Summary.Load(
                profile.open() ? "open" : "closed",
                profile.sentences(),
                planned.isPresent() ? planned.getAsLong() : null,
                users.started(),
                users.finished(),
                recorder.lateness().map(Lateness::late).orElse(null));
    }

    private static Summary.Waba waba(DispatcherReport dispatches) {
        var codes = dispatches.waba().codes();
        return new Summary.Waba(
                codes.getOrDefault(DispatcherReport.OK, 0L),
                codes.getOrDefault(DispatcherReport.RATE_LIMITED, 0L),
                dispatches.notTaken(),
                codes);
    }

    private static Summary.Slow slow(Sample sample) {
        return new Summary.Slow(
                Instant.ofEpochMilli(sample.start()).toString(),
                sample.name(),
                sample.millis(),
                sample.code().orElse(null),
                sample.ok());
    }
}
