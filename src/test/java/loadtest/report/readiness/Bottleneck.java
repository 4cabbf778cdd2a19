package loadtest.report.readiness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loadtest.report.summary.Peaks;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;

/** Where a run found its target, or itself, at a limit. */
final class Bottleneck {
    /** Above this percentage a CPU has no reserve for a peak, and work queues up. */
    private static final double SATURATED = 80;

    private Bottleneck() {}

    /** The requests beyond their limits, and whether a CPU was saturated; a cause only where it was seen. */
    static List<String> of(Summary summary) {
        var notes = new ArrayList<String>();
        var limited = VerdictView.all(summary.verdicts()).stream()
                .filter(view -> view.limitsLatency() || view.limitsThroughput())
                .filter(view -> view.margin().isPresent())
                .sorted(Comparator.comparingDouble(VerdictView::used).reversed())
                .toList();
        limited.stream()
                .filter(view -> view.margin().orElseThrow().over())
                .forEach(view -> notes.add(view.verdict().name() + " " + words(view)));
        saturated(summary).ifPresent(notes::add);
        saturatedGenerator(summary).ifPresent(notes::add);
        if (notes.isEmpty()) {
            var measured = Peaks.of(summary.observations().resources()).cpuPercent() != null;
            notes.add(
                    limited.isEmpty() && !measured
                            ? "no figures to see one"
                            : measured ? "none seen" : "none seen in response times; the server was not measured");
            limited.stream()
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

    private static Optional<String> saturatedGenerator(Summary summary) {
        return Peaks.generatorCpu(summary.observations().generator()).stream()
                .filter(cpu -> cpu > SATURATED)
                .mapToObj(cpu -> String.format(Locale.ROOT, "CPU of the generator %.0f %% at its peak", cpu))
                .findFirst();
    }
}
