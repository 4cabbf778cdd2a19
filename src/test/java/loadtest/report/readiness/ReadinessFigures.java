package loadtest.report.readiness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import loadtest.report.summary.Margin;
import loadtest.report.summary.Peaks;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;

/** The figures of a run that a readiness report holds. */
final class ReadinessFigures {
    /** The columns, in their order, each with what its cell says of a run. */
    private static final Map<String, Function<Summary, List<String>>> COLUMNS = columns();

    private ReadinessFigures() {}

    private static Map<String, Function<Summary, List<String>>> columns() {
        var columns = new LinkedHashMap<String, Function<Summary, List<String>>>();
        columns.put("Throughput target", ReadinessFigures::target);
        columns.put("Throughput seen", ReadinessFigures::seen);
        columns.put("Error rate", run -> List.of(errorRate(run.traffic().overall())));
        columns.put("Latency promised", run -> promises(run, VerdictView::limitsLatency, VerdictView::promised));
        columns.put("Observed p95 / p99", ReadinessFigures::observed);
        columns.put("Error budget", run -> promises(run, ReadinessFigures::isBudget, VerdictView::promised));
        columns.put("Budget used", run -> promises(run, ReadinessFigures::isBudget, ReadinessFigures::used));
        columns.put("Resource peaks", ReadinessFigures::peaks);
        columns.put("Bottleneck", Bottleneck::of);
        return columns;
    }

    static List<String> names() {
        return List.copyOf(COLUMNS.keySet());
    }

    /** By the names of the columns, the lines of each cell; of a run that did not happen there are none. */
    static Map<String, List<String>> of(Optional<Summary> run) {
        var known = run.filter(summary -> summary.result().outcome() != RunOutcome.NOT_RUN);
        var cells = new LinkedHashMap<String, List<String>>();
        COLUMNS.forEach((name, cell) -> cells.put(name, known.map(cell).orElse(List.of())));
        return cells;
    }

    private static List<String> target(Summary summary) {
        var traffic = summary.traffic();
        if (traffic.load() == null) {
            return List.of("unknown");
        }
        var planned = traffic.scenarios().isEmpty()
                ? Stream.of(planned(traffic.load()))
                : traffic.scenarios().stream().map(part -> part.scenario() + ": " + planned(part.load()));
        var promised = promises(summary, VerdictView::limitsThroughput, VerdictView::promised);
        return Stream.concat(planned, promised.stream()).toList();
    }

    private static String planned(Summary.Load load) {
        var users = load.planned() == null ? load.model() + " model" : number(load.planned()) + " users";
        return String.join(", then ", load.steps()) + " (" + users + ")";
    }

    private static List<String> seen(Summary summary) {
        var load = summary.traffic().load();
        var parts = new ArrayList<String>();
        if (load != null) {
            parts.add(number(load.started()) + " users started, " + number(load.finished()) + " finished");
        }
        if (load != null && load.late() != null && load.late() > 0) {
            parts.add(number(load.late()) + " late");
        }
        if (summary.traffic().overall() == null || summary.traffic().overall().count() == 0) {
            parts.add("no requests");
        } else {
            parts.add(number(summary.traffic().overall().count()) + " requests, "
                    + String.format(
                            Locale.ROOT,
                            "%.2f per second",
                            summary.traffic().overall().rate()));
        }
        var promised = promises(
                summary,
                VerdictView::limitsThroughput,
                view -> view.verdict().name() + ": " + view.verdict().actual());
        return Stream.concat(Stream.of(String.join(", ", parts)), promised.stream())
                .toList();
    }

    private static String errorRate(RequestSummary overall) {
        return overall == null || overall.count() == 0
                ? "no requests"
                : String.format(
                        Locale.ROOT,
                        "%.2f %% (%,d of %,d)",
                        100.0 * overall.ko() / overall.count(),
                        overall.ko(),
                        overall.count());
    }

    private static boolean isBudget(VerdictView view) {
        return view.verdict().promise().limitsErrors() && view.margin().isPresent();
    }

    private static List<String> promises(
            Summary summary, Predicate<VerdictView> which, Function<VerdictView, String> what) {
        return VerdictView.all(summary.verdicts()).stream()
                .filter(which)
                .map(what)
                .toList();
    }

    private static String used(VerdictView view) {
        return view.verdict().name() + ": " + view.verdict().actual()
                + view.margin()
                        .map(Margin::usedPercent)
                        .map(used -> String.format(Locale.ROOT, ", %.0f %% of the budget", used))
                        .orElse("");
    }

    private static List<String> observed(Summary summary) {
        return summary.traffic().requests().stream()
                .filter(request -> request.count() > 0)
                .map(request -> request.name() + ": " + number(request.p95()) + " / " + number(request.p99()) + " ms")
                .toList();
    }

    private static List<String> peaks(Summary summary) {
        var peaks = Peaks.of(summary.observations().resources());
        var own = peaks.cpuPercent() == null ? ofGenerator(summary) : Optional.<String>empty();
        var found = Stream.of(
                        peak("CPU %,.0f %%", peaks.cpuPercent(), 1),
                        peak("%,.0f connections", peaks.connections(), 1),
                        peak("%,.0f kB/s sent", peaks.networkBytesPerSecond(), 1000),
                        peak("%,.0f ms in statements per second", peaks.queryMillisPerSecond(), 1),
                        own)
                .flatMap(Optional::stream)
                .toList();
        return found.isEmpty() ? List.of("not measured") : found;
    }

    private static Optional<String> ofGenerator(Summary summary) {
        return Peaks.generatorCpu(summary.observations().generator()).stream()
                .mapToObj(cpu ->
                        String.format(Locale.ROOT, "server CPU not measured; CPU of the generator %,.0f %%", cpu))
                .findFirst();
    }

    private static Optional<String> peak(String format, Peaks.Peak peak, double unit) {
        return Optional.ofNullable(peak).map(seen -> String.format(Locale.ROOT, format, seen.value() / unit));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
