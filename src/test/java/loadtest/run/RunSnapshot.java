package loadtest.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import loadtest.measure.DispatcherReport;
import loadtest.measure.Lateness;
import loadtest.measure.Recorder;
import loadtest.measure.Stats;
import loadtest.measure.TracedSample;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.Environment;
import loadtest.report.summary.FailureSummary;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.Summary;
import loadtest.report.summary.TimeWords;
import loadtest.report.summary.Trace;
import loadtest.settings.ForeignText;
import loadtest.slo.Gate;
import loadtest.slo.Verdict;

/**
 * What is known of a run at one moment.
 *
 * @param server what the target and its database say of themselves
 * @param dispatches where the scenario has a dispatcher
 * @param comparison where a baseline was asked for, and the run has come to its verdicts
 */
record RunSnapshot(
        PreparedRun run,
        Recorder recorder,
        Gate gate,
        LoadMonitor monitor,
        ServerSide server,
        Optional<DispatcherReport> dispatches,
        Optional<Comparison> comparison) {

    /** The notes of the preparation, then those of the target. */
    List<String> notes() {
        return Stream.concat(run.notes().stream().map(RunNote::text), server.notes().stream())
                .map(ForeignText::inOneLine)
                .toList();
    }

    /** Those of the notes that explain answers with 429. */
    List<String> rateLimitNotes() {
        return run.notes().stream()
                .filter(RunNote::onRateLimit)
                .map(RunNote::text)
                .map(ForeignText::inOneLine)
                .toList();
    }

    /** The summary of a run under way: it has no outcome yet, and no histograms, which take their time. */
    Summary soFar() {
        return summary(
                new Summary.RunResult(null, gate.reached(), List.of(), List.of()),
                gate.verdictsSoFar(),
                RequestSummary::soFar);
    }

    Summary summary(Summary.RunResult result) {
        return summary(result, gate.verdicts(), RequestSummary::of);
    }

    private Summary summary(
            Summary.RunResult result, List<Verdict> verdicts, BiFunction<Stats, Double, RequestSummary> figures) {
        return new Summary(
                Attempt.of(run).identity(run.profile().name()),
                result,
                conditions(),
                new Summary.Traffic(
                        load(),
                        requests(recorder, figures),
                        figures.apply(recorder.overall(), recorder.seconds()),
                        dispatches.map(RunSnapshot::waba).orElse(null),
                        merge().map(merge -> merge.machines().rows()).orElse(List.of())),
                verdicts,
                observations(),
                new Summary.Remarks(comparison.orElse(null), notes()));
    }

    private static Optional<Merge> merge() {
        return Merge.ofThisProcess();
    }

    private Summary.Conditions conditions() {
        return new Summary.Conditions(
                run.target().hosts(run.scenario()),
                run.target().standIn(),
                server.version().orElse(null),
                server.rehearsal(),
                merge().flatMap(merge -> merge.machines().began())
                        .orElse(run.id().started())
                        .toString(),
                merge().flatMap(merge -> merge.machines().ended())
                        .orElseGet(TimeWords::now)
                        .toString(),
                Environment.suite(),
                Environment.machine());
    }

    private Summary.Observations observations() {
        return new Summary.Observations(
                recorder.timeline(),
                recorder.slowest().stream().map(this::slow).toList(),
                FailureSummary.of(recorder, run.settings().tracing()),
                server.resources(),
                server.database(),
                monitor.health(),
                monitor.abort().statuses());
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
        var users = recorder.users(run.scenario().id());
        var profile = run.profile();
        var planned = run.load().plannedUsers();
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
                codes,
                dispatches.rejected());
    }

    private Summary.Slow slow(TracedSample traced) {
        var sample = traced.sample();
        return new Summary.Slow(
                Instant.ofEpochMilli(sample.start()).toString(),
                sample.name(),
                sample.millis(),
                sample.code().orElse(null),
                sample.ok(),
                Trace.of(traced, run.settings().tracing()));
    }
}
