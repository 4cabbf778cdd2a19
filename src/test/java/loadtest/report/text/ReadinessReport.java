package loadtest.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.summary.Explanation;
import loadtest.report.summary.Margin;
import loadtest.report.summary.Peaks;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.settings.Markdown;

/** Renders one run as the row of a performance readiness report, a table in GitHub's Markdown. */
public final class ReadinessReport {
    /** Above this percentage a CPU has no reserve for a peak, and work queues up. */
    private static final double SATURATED = 85;

    private ReadinessReport() {}

    /** The text of {@code readiness.md}: heading, table of one row, and the explanation of the outcome. */
    public static String of(Summary summary) {
        var cells = new ArrayList<List<String>>();
        cells.add(List.of("Scenario", summary.identity().scenario()));
        cells.add(List.of("Profile", summary.identity().profile()));
        cells.add(List.of("Verdict", summary.result().outcome().toString()));
        cells.add(List.of("Throughput target", target(summary.traffic().load())));
        cells.add(List.of("Throughput seen", seen(summary)));
        cells.add(column("SLO", promises(summary, VerdictView::limitsLatency, VerdictView::promised)));
        cells.add(column("Observed p95 / p99", observed(summary)));
        cells.add(column("Error budget", promises(summary, ReadinessReport::isBudget, VerdictView::promised)));
        cells.add(column("Budget used", promises(summary, ReadinessReport::isBudget, ReadinessReport::used)));
        cells.add(column("Resource peaks", peaks(summary)));
        cells.add(column("Bottleneck", bottleneck(summary)));
        return "# Performance readiness\n\n"
                + line(cells, 0)
                + "|" + " --- |".repeat(cells.size()) + "\n"
                + line(cells, 1)
                + "\n" + Markdown.text(Explanation.of(summary).headline()) + "\n"
                + list(Explanation.of(summary).sentences());
    }

    private static String target(Summary.Load load) {
        if (load == null) {
            return "unknown";
        }
        var users = load.planned() == null ? load.model() + " model" : number(load.planned()) + " users";
        return String.join(", then ", load.steps()) + " (" + users + ")";
    }

    private static String seen(Summary summary) {
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
        return String.join(", ", parts);
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
        var found = Stream.of(
                        peak("CPU %,.0f %%", peaks.cpuPercent(), 1),
                        peak("%,.0f connections", peaks.connections(), 1),
                        peak("%,.0f kB/s sent", peaks.networkBytesPerSecond(), 1000),
                        peak("%,.0f ms in statements per second", peaks.queryMillisPerSecond(), 1))
                .flatMap(Optional::stream)
                .toList();
        return found.isEmpty() ? List.of("not measured") : found;
    }

    private static Optional<String> peak(String format, Peaks.Peak peak, double unit) {
        return Optional.ofNullable(peak).map(seen -> String.format(Locale.ROOT, format, seen.value() / unit));
    }

    /** The requests over their latency limits, and whether the CPU of the server was saturated. */
    private static List<String> bottleneck(Summary summary) {
        var notes = new ArrayList<String>();
        var latencies = VerdictView.all(summary.verdicts()).stream()
                .filter(VerdictView::limitsLatency)
                .filter(view -> view.margin().isPresent())
                .sorted(Comparator.comparingDouble(VerdictView::used).reversed())
                .toList();
        latencies.stream()
                .filter(view -> view.margin().orElseThrow().over())
                .forEach(view -> notes.add(view.verdict().name() + " " + words(view)));
        saturated(summary).ifPresent(notes::add);
        if (notes.isEmpty()) {
            var measured = Peaks.of(summary.observations().resources()).cpuPercent() != null;
            notes.add(
                    latencies.isEmpty() && !measured
                            ? "no figures to see one"
                            : measured ? "none seen" : "none seen in response times; the server was not measured");
            latencies.stream()
                    .findFirst()
                    .ifPresent(view ->
                            notes.add("closest to its limit: " + view.verdict().name() + ", " + words(view)));
        }
        return notes;
    }

    private static String words(VerdictView view) {
        return view.margin().orElseThrow().words();
    }

    private static Optional<String> saturated(Summary summary) {
        return Optional.ofNullable(Peaks.of(summary.observations().resources()).cpuPercent())
                .filter(cpu -> cpu.value() > SATURATED)
                .map(cpu -> String.format(
                        Locale.ROOT,
                        "server CPU over %.0f %% in %d of %d readings",
                        SATURATED,
                        summary.observations().resources().cpuPercent().stream()
                                .filter(percent -> percent != null && percent > SATURATED)
                                .count(),
                        summary.observations().resources().readings()));
    }

    private static List<String> column(String name, List<String> entries) {
        return List.of(name, entries.isEmpty() ? "-" : String.join("\n", entries));
    }

    private static String line(List<List<String>> cells, int row) {
        return cells.stream()
                .map(cell -> cell.get(row).lines().map(Markdown::text).collect(Collectors.joining("<br>")))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
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
