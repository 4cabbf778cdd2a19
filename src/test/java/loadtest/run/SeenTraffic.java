package loadtest.run;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import loadtest.load.Profile;
import loadtest.measure.DispatcherReport;
import loadtest.measure.Lateness;
import loadtest.measure.Recorder;
import loadtest.measure.Stats;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.ScenarioSummary;
import loadtest.report.summary.Summary;
import loadtest.slo.Verdict;

/** What a run has sent so far, and what came back. */
record SeenTraffic(WholeRun run, Recorder recorder, List<LoadPart> parts) {

    /** @param figures of a request, from its statistics and the seconds from the first sample to the last */
    Summary.Traffic summary(List<Verdict> verdicts, BiFunction<Stats, Double, RequestSummary> figures) {
        return new Summary.Traffic(
                run.isOfSeveral() ? all() : load(parts.get(0)),
                requests(recorder, figures),
                figures.apply(recorder.overall(), recorder.seconds()),
                parts.stream()
                        .map(SeenTraffic::waba)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                Merge.ofThisProcess().map(merge -> merge.machines().rows()).orElse(List.of()),
                run.isOfSeveral() ? scenarios(verdicts, figures) : List.of());
    }

    /** The figures of every request. */
    static List<RequestSummary> requests(Recorder recorder) {
        return requests(recorder, RequestSummary::of);
    }

    private static List<RequestSummary> requests(Recorder recorder, BiFunction<Stats, Double, RequestSummary> figures) {
        var seconds = recorder.seconds();
        return recorder.requests().stream()
                .map(request -> figures.apply(request, seconds))
                .toList();
    }

    private List<ScenarioSummary> scenarios(List<Verdict> verdicts, BiFunction<Stats, Double, RequestSummary> figures) {
        return parts.stream()
                .map(part -> {
                    var scenario = part.run().scenario().id();
                    var overall = figures.apply(recorder.overall(scenario), recorder.seconds());
                    return ScenarioSummary.of(scenario, load(part), overall, waba(part), verdicts);
                })
                .toList();
    }

    private Summary.Load load(LoadPart part) {
        var scenario = part.run().scenario().id();
        var users = recorder.users(scenario);
        var profile = part.run().profile();
        var planned = part.run().load().plannedUsers();
        return new Summary.Load(
                Summary.Load.model(profile.open()),
                profile.sentences(),
                planned.isPresent() ? planned.getAsLong() : null,
                users.started(),
                users.finished(),
                recorder.lateness(scenario).map(Lateness::late).orElse(null));
    }

    /** The loads of all scenarios together; what one of them has no number of, has none. */
    private Summary.Load all() {
        var loads = parts.stream().map(this::load).toList();
        var models = parts.stream()
                .map(part -> part.run().profile())
                .map(Profile::open)
                .distinct()
                .toList();
        return new Summary.Load(
                models.size() == 1 ? Summary.Load.model(models.get(0)) : Summary.Load.MIXED,
                run.sentences(),
                sum(loads.stream().map(Summary.Load::planned).toList()),
                sum(loads, Summary.Load::started),
                sum(loads, Summary.Load::finished),
                sum(loads.stream().map(Summary.Load::late).toList()));
    }

    private static long sum(List<Summary.Load> loads, ToLongFunction<Summary.Load> number) {
        return loads.stream().mapToLong(number).sum();
    }

    private static Long sum(List<Long> numbers) {
        return numbers.contains(null)
                ? null
                : Long.valueOf(numbers.stream().mapToLong(Long::longValue).sum());
    }

    private static Summary.Waba waba(LoadPart part) {
        return part.dispatches().map(SeenTraffic::waba).orElse(null);
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
}
