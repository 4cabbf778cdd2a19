package loadtest.report.runs;

import static loadtest.report.summary.Html.escaped;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.page.RunAddress;
import loadtest.report.readiness.ReadinessSet;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Capacity;
import loadtest.slo.Statistic;

/** A scenario under one profile on one target at a glance: its newest verdict, and the last thirty as a strip of links. */
final class RunTile {
    private static final int MOST_RUNS = 30;

    private RunTile() {}

    /** Empty where no run of it counts. */
    static Optional<String> of(ReadinessSet set, String scenario, RunFilters filters) {
        var runs = set.runs(scenario).stream().limit(MOST_RUNS).toList();
        return runs.stream().findFirst().map(newest -> {
            var facts = newest.facts().orElseThrow();
            return """
                    <article class="tile %s" %s>
                    <h4><a href="%s"><span class="outcome %s">%s</span> %s</a></h4>
                    <p><span class="outcome %s">%s</span>, %s</p>
                    <p>%s</p>
                    <ol class="strip" aria-label="%s, oldest first">%s</ol>
                    </article>""".formatted(
                            facts.outcome(),
                            filters.data(set, scenario),
                            RunAddress.best(newest.folder()),
                            facts.outcome(),
                            facts.outcome().sign(),
                            escaped(scenario),
                            facts.outcome(),
                            facts.outcome(),
                            RunRow.time(newest),
                            facts.capacity().map(RunTile::climb).orElseGet(() -> tightest(facts)),
                            Trend.count(runs.size()),
                            strip(runs));
        });
    }

    /** A climb breaks a limit in the end, so it is told by how far it came. */
    private static String climb(Capacity capacity) {
        return "<b>" + escaped(capacity.words()) + "</b>";
    }

    private static String tightest(Facts facts) {
        return VerdictView.all(facts.verdicts()).stream()
                .filter(view -> view.verdict().promise().statistic() == Statistic.P95)
                .filter(view -> view.limitsLatency() && view.margin().isPresent())
                .max(Comparator.comparingDouble(VerdictView::used))
                .map(view -> escaped(view.verdict().name()) + " <b>"
                        + String.format(
                                Locale.ROOT,
                                "%,.0f of %,.0f ms",
                                view.margin().orElseThrow().actual(),
                                view.margin().orElseThrow().limit())
                        + "</b>")
                .orElse("<span class=\"muted\">No response time has a limit here.</span>");
    }

    private static String strip(List<PastRun> newestFirst) {
        var runs = new ArrayList<>(newestFirst);
        Collections.reverse(runs);
        return runs.stream().map(RunTile::link).collect(Collectors.joining());
    }

    private static String link(PastRun run) {
        var outcome = run.facts().orElseThrow().outcome();
        var words = RunRow.words(run) + " " + outcome;
        return "<li><a class=\"" + outcome + "\" href=\"" + RunAddress.best(run.folder()) + "\" title=\"" + words
                + "\" aria-label=\"" + words + "\">" + outcome.sign() + "</a></li>";
    }
}
