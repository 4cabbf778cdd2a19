package loadtest.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.Margin;
import loadtest.report.summary.Peaks;
import loadtest.report.summary.RequestSummary;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.settings.Markdown;

/** Renders one run as the row of a performance readiness report, a table in GitHub's Markdown. */
public final class ReadinessReport {
    private ReadinessReport() {}

    /** The columns, in their order, each with what its cell says of a run. */
    private static final Map<String, Function<Summary, List<String>>> COLUMNS = columns();

    /** The columns that a run without any figures has, too. */
    private static final Set<String> OF_EVERY_RUN = Set.of("Scenario", "Profile", "Verdict");

    private static Map<String, Function<Summary, List<String>>> columns() {
        var columns = new LinkedHashMap<String, Function<Summary, List<String>>>();
        columns.put("Scenario", run -> List.of(run.identity().scenario()));
        columns.put("Profile", run -> List.of(run.identity().profile()));
        columns.put("Verdict", run -> List.of(verdict(run.result())));
        columns.put("Throughput target", ReadinessReport::target);
        columns.put("Throughput seen", ReadinessReport::seen);
        columns.put("Error rate", run -> List.of(errorRate(run.traffic().overall())));
        columns.put("Latency promised", run -> promises(run, VerdictView::limitsLatency, VerdictView::promised));
        columns.put("Observed p95 / p99", ReadinessReport::observed);
        columns.put("Error budget", run -> promises(run, ReadinessReport::isBudget, VerdictView::promised));
        columns.put("Budget used", run -> promises(run, ReadinessReport::isBudget, ReadinessReport::used));
        columns.put("Resource peaks", ReadinessReport::peaks);
        columns.put("Bottleneck", Bottleneck::of);
        return columns;
    }

    /** The text of a run's {@code readiness.md}: heading, table of one row, and the explanation of the outcome. */
    public static String of(Summary summary) {
        return heading()
                + row(summary)
                + "\n" + Markdown.text(Explanation.of(summary).headline()) + "\n"
                + list(Explanation.of(summary).sentences());
    }

    /** What comes before the rows: the title, and the names of the columns. */
    public static String heading() {
        return "# Performance readiness\n\n"
                + line(COLUMNS.keySet().stream().map(List::of).toList())
                + "|" + " --- |".repeat(COLUMNS.size()) + "\n";
    }

    /** The row of a run, in a line; of one that did not happen there are no figures. */
    public static String row(Summary summary) {
        var figures = summary.result().outcome() != RunOutcome.NOT_RUN;
        return line(COLUMNS.entrySet().stream()
                .map(column -> figures || OF_EVERY_RUN.contains(column.getKey())
                        ? column.getValue().apply(summary)
                        : List.<String>of())
                .toList());
    }

    private static String verdict(Summary.RunResult result) {
        return result.outcome() == RunOutcome.NOT_RUN
                ? result.outcome() + ": " + String.join("; ", result.reasons())
                : result.outcome().toString();
    }

    /** How every row of this scenario begins. */
    public static String beginning(String scenario) {
        return "| " + cell(List.of(scenario)) + " |";
    }

    private static List<String> target(Summary summary) {
        var load = summary.traffic().load();
        if (load == null) {
            return List.of("unknown");
        }
        var users = load.planned() == null ? load.model() + " model" : number(load.planned()) + " users";
        var planned = Stream.of(String.join(", then ", load.steps()) + " (" + users + ")");
        var promised = promises(summary, VerdictView::limitsThroughput, VerdictView::promised);
        return Stream.concat(planned, promised.stream()).toList();
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

    private static String line(List<List<String>> cells) {
        return cells.stream().map(ReadinessReport::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(List<String> entries) {
        return entries.isEmpty()
                ? "-"
                : entries.stream().flatMap(String::lines).map(Markdown::text).collect(Collectors.joining("<br>"));
    }

    private static String list(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "- " + Markdown.text(sentence) + "\n")
                .collect(Collectors.joining("", sentences.isEmpty() ? "" : "\n", ""));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
