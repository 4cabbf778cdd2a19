package loadtest.report.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;

/** Every run in a table of its day; all days but the newest are folded. */
final class RunDays {
    private RunDays() {}

    /** @param runs newest first */
    static String of(List<PastRun> runs, RunFilters filters) {
        var days = new LinkedHashMap<LocalDate, List<PastRun>>();
        runs.forEach(run -> days.computeIfAbsent(
                        LocalDate.ofInstant(run.started(), ZoneOffset.UTC), day -> new ArrayList<>())
                .add(run));
        var newest = days.keySet().stream().findFirst();
        return days.entrySet().stream()
                .map(day -> day(day, newest.filter(day.getKey()::equals).isPresent(), filters))
                .collect(Collectors.joining("\n"));
    }

    private static String day(Map.Entry<LocalDate, List<PastRun>> day, boolean open, RunFilters filters) {
        var rows = day.getValue().stream().map(run -> RunRow.of(run, filters)).collect(Collectors.joining("\n"));
        return """
                <details class="day"%s><summary>%s <span class="signs">%s</span> %s</summary>
                <table class="cards">
                <thead><tr>%s</tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                </details>""".formatted(
                open ? " open" : "",
                day.getKey().equals(LocalDate.ofInstant(Instant.EPOCH, ZoneOffset.UTC)) ? "unknown day" : day.getKey(),
                signs(day.getValue()),
                words(day.getValue()),
                RunRow.heading(),
                rows);
    }

    /** In the order of the rows; a rehearsal is left out, since its sign says nothing of the target. */
    private static String signs(List<PastRun> runs) {
        return runs.stream()
                .flatMap(run -> run.facts().stream())
                .filter(facts -> !facts.rehearsed())
                .map(Facts::outcome)
                .map(outcome -> "<span class=\"outcome " + outcome + "\">" + outcome.sign() + "</span>")
                .collect(Collectors.joining());
    }

    private static String words(List<PastRun> runs) {
        var counts = new LinkedHashMap<String, Integer>();
        runs.forEach(run -> counts.merge(
                run.facts()
                        .map(facts -> facts.rehearsed()
                                ? "rehearsal"
                                : facts.outcome().name())
                        .orElse(RunFilters.NO_VERDICT),
                1,
                Integer::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
