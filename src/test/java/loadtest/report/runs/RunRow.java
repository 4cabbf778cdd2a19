package loadtest.report.runs;

import static loadtest.report.page.StaticPage.cell;
import static loadtest.report.summary.Html.escaped;

import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.page.RunAddress;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.TimeWords;
import loadtest.report.summary.VerdictView;
import loadtest.settings.ForeignText;
import loadtest.slo.Capacity;

/** One run as a row of the list. */
final class RunRow {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Characters of a reason; the run's own page has it whole. */
    private static final int LONGEST_REASON = 240;

    private static final List<String> COLUMNS = List.of(
            "Verdict",
            "Scenario",
            "Target",
            "Start (UTC)",
            "Took",
            "Requests",
            "Failed",
            "Tightest latency SLO",
            "Versions",
            "Files");

    private RunRow() {}

    static String heading() {
        return COLUMNS.stream()
                .map(column -> "<th scope=\"col\">" + column + "</th>")
                .collect(Collectors.joining());
    }

    static String of(PastRun run, RunFilters filters) {
        var facts = run.facts();
        var all = facts.map(Facts::overall);
        var tightest = facts.flatMap(Facts::tightest).map(RunRow::tightest);
        var climb = facts.flatMap(Facts::capacity).map(Capacity::words);
        return "<tr " + filters.data(run) + ">"
                + cell("Verdict", "verdict", verdict(run))
                + cell("Scenario", "scenario", scenario(run))
                + cell("Target", "target", host(facts.map(Facts::where).orElse("-")))
                + cell("Start", "time", time(run))
                + cell("Took", "num", run.length().map(TimeWords::length).orElse("-"))
                + cell("Requests", "num", number("%,d", all.map(Facts.Figures::count)))
                + cell("Failed", "num", number("%.2f %%", all.map(Facts.Figures::failedPercent)))
                + cell("Tightest SLO", "slo", escaped(climb.or(() -> tightest).orElse("-")))
                + cell("Versions", "versions", versions(facts))
                + cell("Files", "links", links(run)) + "</tr>";
    }

    static String time(PastRun run) {
        return "<time datetime=\"" + run.started() + "\">" + words(run) + "</time>";
    }

    /** When the run began. */
    static String words(PastRun run) {
        return run.started().toEpochMilli() == 0 ? "unknown" : TIME.format(run.started());
    }

    private static String verdict(PastRun run) {
        var outcome = run.facts().map(Facts::outcome);
        var words = outcome.map(found -> found.sign() + " " + found).orElse(run.problem());
        var rehearsal = run.facts()
                .filter(Facts::rehearsed)
                .map(facts -> why("rehearsal: " + String.join(", ", facts.rehearsal())))
                .orElse("");
        return "<b class=\"outcome " + outcome.map(RunOutcome::name).orElse("") + "\">" + escaped(words) + "</b>"
                + rehearsal + why(run.facts().map(Facts::reasons).orElse(List.of()));
    }

    private static String why(List<String> reasons) {
        if (reasons.isEmpty()) {
            return "";
        }
        var more = reasons.size() == 1 ? "" : ", and " + (reasons.size() - 1) + " more";
        return why(cut(reasons.get(0)) + more);
    }

    private static String why(String words) {
        return "<span class=\"why\">" + escaped(words) + "</span>";
    }

    private static String cut(String reason) {
        return ForeignText.shortened(reason, LONGEST_REASON);
    }

    private static String scenario(PastRun run) {
        return run.facts()
                .map(facts -> escaped(facts.scenario()) + "<span class=\"why\">" + escaped(facts.profile())
                        + (facts.isPart() ? ", share " + escaped(facts.share()) : "") + "</span>")
                .orElse(escaped(run.name()));
    }

    /** With places where a long name may break. */
    static String host(String name) {
        return escaped(name).replace(".", ".<wbr>");
    }

    private static String tightest(VerdictView view) {
        return view.verdict().name() + ": " + view.verdict().actual() + ", "
                + view.margin().orElseThrow().words();
    }

    /** The target's as it said it, and the commit of this suite. */
    private static String versions(Optional<Facts> facts) {
        var lines = new ArrayList<String>();
        facts.map(Facts::targetVersion).ifPresent(version -> lines.add("target " + escaped(cut(version))));
        facts.map(seen -> seen.suite().commit()).ifPresent(commit -> lines.add("suite " + escaped(commit)));
        return lines.isEmpty() ? "-" : String.join("<br>", lines);
    }

    private static String number(String pattern, Optional<? extends Number> value) {
        return value.map(found -> String.format(Locale.ROOT, pattern, found)).orElse("-");
    }

    /** Gatling writes its report after this page, so it is linked before it exists; an interrupted run gets none. */
    private static String links(PastRun run) {
        var report = Files.exists(run.folder().resolve("simulation.log"))
                && run.facts()
                        .filter(facts -> facts.outcome() != RunOutcome.INTERRUPTED)
                        .isPresent();
        return link(run, VerdictPage.NAME, "Verdict", false)
                + link(run, "index.html", "Gatling", report)
                + link(run, PastRun.SUMMARY, "JSON", false);
    }

    private static String link(PastRun run, String file, String words, boolean surely) {
        if (!surely && !Files.exists(run.folder().resolve(file))) {
            return "";
        }
        return "<a href=\"" + RunAddress.folder(run.folder()) + "/" + file + "\">" + words + "</a> ";
    }
}
