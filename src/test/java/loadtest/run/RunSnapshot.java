package loadtest.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
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
import loadtest.slo.AbortCriteria;
import loadtest.slo.Gate;
import loadtest.slo.Verdict;

/**
 * What is known of a run at one moment.
 *
 * @param server what the target and its database say of themselves
 * @param comparison where a baseline was asked for, and the run has come to its verdicts
 */
record RunSnapshot(
        WholeRun run, Recorder recorder, List<LoadPart> parts, ServerSide server, Optional<Comparison> comparison) {

    /** The notes of the preparation, then those of the target. */
    List<String> notes() {
        return Stream.concat(run.allNotes().stream().map(RunNote::text), server.notes().stream())
                .map(ForeignText::inOneLine)
                .toList();
    }

    /** Those of the notes that explain answers with 429. */
    List<String> rateLimitNotes() {
        return run.allNotes().stream()
                .filter(RunNote::onRateLimit)
                .map(RunNote::text)
                .map(ForeignText::inOneLine)
                .toList();
    }

    /** Whether the run has reached its verdicts, of every scenario. */
    boolean reached() {
        return parts.stream().allMatch(part -> part.gate().reached());
    }

    /** The verdicts on every scenario. */
    List<Verdict> verdicts() {
        return verdicts(Gate::verdicts);
    }

    private List<Verdict> verdicts(Function<Gate, List<Verdict>> of) {
        return parts.stream().flatMap(part -> of.apply(part.gate()).stream()).toList();
    }

    /** The criterion that ended the load, of whichever scenario. */
    Optional<AbortCriteria.AbortStatus> abortReached() {
        return parts.stream()
                .flatMap(part -> part.monitor().abort().reached().stream())
                .findFirst();
    }

    /** The summary of a run under way: it has no outcome yet, and no histograms, which take their time. */
    Summary soFar() {
        return summary(
                new Summary.RunResult(null, reached(), List.of(), List.of()),
                verdicts(Gate::verdictsSoFar),
                RequestSummary::soFar);
    }

    Summary summary(Summary.RunResult result) {
        return summary(result, verdicts(), RequestSummary::of);
    }

    private Summary summary(
            Summary.RunResult result, List<Verdict> verdicts, BiFunction<Stats, Double, RequestSummary> figures) {
        return new Summary(
                Attempt.of(run).identity(run.profile()),
                result,
                conditions(),
                new SeenTraffic(run, recorder, parts).summary(verdicts, figures),
                verdicts,
                observations(),
                new Summary.Remarks(comparison.orElse(null), notes()));
    }

    private static Optional<Merge> merge() {
        return Merge.ofThisProcess();
    }

    private Summary.Conditions conditions() {
        return new Summary.Conditions(
                run.hosts(),
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
                parts.get(0).monitor().health(),
                parts.stream()
                        .flatMap(part -> part.monitor().abort().statuses().stream())
                        .toList());
    }

    private Summary.Slow slow(TracedSample traced) {
        var sample = traced.sample();
        return new Summary.Slow(
                Instant.ofEpochMilli(sample.start()).toString(),
                sample.key().path(),
                sample.millis(),
                sample.code().orElse(null),
                sample.ok(),
                Trace.of(traced, run.settings().tracing()));
    }
}
