package loadtest.report.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.invocation.InvocationRun;
import loadtest.report.invocation.InvocationRun.InvocationState;
import loadtest.report.page.VerdictPage;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.RunOutcome;
import loadtest.settings.ForeignText;
import loadtest.settings.Markdown;

/**
 * Renders all scenarios of one invocation in GitHub's Markdown: a table with a row each, and below it what there is to say
 * of each, open where it did not pass and folded where it did. What did not pass comes first.
 *
 * @param leftOut scenarios that are not meant to run, and why
 * @param address of the run of the workflow, whose page lists what it has kept; empty elsewhere
 */
public record JobSummary(List<JobRun> runs, Map<String, String> leftOut, Optional<String> address) {
    private static final int LONGEST_CELL = 200; // characters
    private static final String COLUMNS = """
            | Outcome | Scenario | Worst promise | Against the last runs | Page |
            | --- | --- | --- | --- | --- |
            """;

    public JobSummary {
        runs = runs.stream().sorted(Comparator.comparing(JobRun::passed)).toList();
    }

    /**
     * Of the scenarios that were asked for, in their order; one that has not begun is among them.
     *
     * @param known what became of those that have begun
     * @param own of this process, which knows it best; empty while it goes on
     */
    public static JobSummary of(
            Set<String> asked, List<InvocationRun> known, Optional<JobRun> own, Optional<String> address) {
        var ids = new LinkedHashSet<>(asked);
        known.forEach(run -> ids.add(run.scenario()));
        own.ifPresent(run -> ids.add(run.scenario()));
        var runs = new ArrayList<JobRun>();
        var leftOut = new TreeMap<String, String>();
        for (var id : ids) {
            var found = known.stream().filter(run -> run.scenario().equals(id)).findFirst();
            if (own.isPresent() && own.get().scenario().equals(id)) {
                runs.add(own.get());
            } else if (found.isEmpty()) {
                runs.add(JobRun.notBegun(id));
            } else if (found.get().state() == InvocationState.LEFT_OUT) {
                if (asked.contains(id)) { // nobody misses any other
                    leftOut.put(id, found.get().why());
                }
            } else {
                runs.add(JobRun.of(found.get()));
            }
        }
        return new JobSummary(runs, leftOut, address);
    }

    /** @param room at most so many bytes, of which each scenario has its part; the table is always there */
    public String markdown(long room) {
        var text = new StringBuilder(heading()).append(COLUMNS);
        runs.forEach(run -> text.append(row(run)));
        leftOut.forEach((scenario, why) -> text.append("\nLeft out: ")
                .append(Markdown.rendered(scenario + ", which " + why))
                .append('\n'));
        text.append('\n');
        var left = room - text.toString().getBytes(UTF_8).length;
        for (int i = 0; i < runs.size(); i++) {
            var section = new JobSection(runs.get(i)).markdown(left / (runs.size() - i));
            left -= section.getBytes(UTF_8).length;
            text.append(section);
        }
        return text.toString();
    }

    private String heading() {
        var broken = runs.stream().filter(run -> !run.passed()).count();
        var words = broken == 0
                ? "✓ Performance: " + (runs.size() == 1 ? "" : "all " + runs.size() + " ") + well()
                : "✗ Performance: " + broken + " of " + runs.size() + " did not pass";
        var conditions = runs.stream()
                .map(JobRun::conditions)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return "## " + words + "\n\n" + (conditions.isEmpty() ? "" : Markdown.rendered(conditions) + "\n\n");
    }

    /** Of the parts of one machine, only their merge can pass. */
    private String well() {
        return runs.stream().anyMatch(JobRun::part) ? RunOutcome.IS_RECORDED : "passed";
    }

    private String row(JobRun run) {
        var cells = Stream.of(
                        run.mark() + " " + run.outcome(),
                        run.scenario(),
                        run.worst(),
                        run.comparison().map(JobSummary::change).orElse(""))
                .map(text -> Markdown.rendered(ForeignText.shortened(text, LONGEST_CELL)));
        return Stream.concat(cells, Stream.of(page(run))).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String change(Comparison comparison) {
        var worse = comparison.regressions();
        if (comparison.nothingInCommon()) {
            return "nothing in common with them";
        }
        return worse.isEmpty()
                ? "none of " + comparison.rows().size() + " figures is worse"
                : worse.size() + " worse: " + worse.get(0) + (worse.size() == 1 ? "" : ", ...");
    }

    /** On GitHub the page lies among what the run of the workflow has kept; a later step may know its own address. */
    private String page(JobRun run) {
        return run.folder()
                .map(folder -> address.map(url -> "[page](" + url + "?page=" + run.scenario() + "#artifacts)")
                        .orElse("`" + folder.getFileName() + "/" + VerdictPage.NAME + "`"))
                .orElse("");
    }
}
