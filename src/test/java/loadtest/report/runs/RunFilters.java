package loadtest.report.runs;

import static loadtest.report.summary.Html.escaped;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.readiness.ReadinessSet;
import loadtest.report.summary.RunOutcome;

/**
 * The filters of the list: a group of radio buttons for each property of a run. The style sheet alone hides what does not
 * fit, by the number of a value, so that no text of a run is a part of it.
 */
record RunFilters(List<RunFilter> filters) {
    /** More values than this nobody looks through. */
    private static final int MOST_VALUES = 24;

    static final String NO_VERDICT = "no verdict";

    /** @param key a letter, for ids and attributes */
    record RunFilter(String key, String title, List<String> values) {
        private String attribute(String value) {
            return "data-" + key + "=\"" + values.indexOf(value) + "\"";
        }
    }

    static RunFilters of(List<PastRun> runs) {
        return new RunFilters(List.of(
                filter("o", "Verdict", runs, RunFilters::verdict),
                filter("s", "Scenario", runs, run -> run.facts().map(Facts::scenario)),
                filter("p", "Profile", runs, run -> run.facts().map(Facts::profile)),
                filter("t", "Target", runs, run -> run.facts().map(Facts::where))));
    }

    private static RunFilter filter(
            String key, String title, List<PastRun> runs, Function<PastRun, Optional<String>> value) {
        return new RunFilter(
                key,
                title,
                runs.stream()
                        .flatMap(run -> value.apply(run).stream())
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .sorted()
                        .limit(MOST_VALUES)
                        .toList());
    }

    private static Optional<String> verdict(PastRun run) {
        return Optional.of(run.facts().map(Facts::outcome).map(RunOutcome::name).orElse(NO_VERDICT));
    }

    /** The attributes of what is about one run. */
    String data(PastRun run) {
        var facts = run.facts();
        return attributes(List.of(
                verdict(run).orElseThrow(),
                facts.map(Facts::scenario).orElse(""),
                facts.map(Facts::profile).orElse(""),
                facts.map(Facts::where).orElse("")));
    }

    /** The attributes of what is about one scenario, whatever its verdicts. */
    String data(ReadinessSet set, String scenario) {
        return filters.get(1).attribute(scenario) + " " + data(set);
    }

    /** Of all scenarios of a set; its target may be those of several runs. */
    String data(ReadinessSet set) {
        return filters.get(2).attribute(set.profile());
    }

    private String attributes(List<String> values) {
        return IntStream.range(0, filters.size())
                .mapToObj(n -> filters.get(n).attribute(values.get(n)))
                .collect(Collectors.joining(" "));
    }

    /** What is hidden while a button is checked. */
    String style() {
        var rules = new StringBuilder();
        for (var filter : filters) {
            for (var n = 0; n < filter.values().size(); n++) {
                var checked = "body:has(#" + filter.key() + n + ":checked) ";
                var has = "[data-" + filter.key() + "=\"" + n + "\"]";
                rules.append(checked + "[data-" + filter.key() + "]:not(" + has + ")," + checked + ".day:not(:has("
                        + has + ")){display:none}\n");
            }
        }
        return rules.toString();
    }

    /** Only what has more than one value can be chosen. */
    String html() {
        var groups = new ArrayList<String>();
        for (var filter : filters) {
            if (filter.values().size() > 1) {
                groups.add(group(filter));
            }
        }
        return groups.isEmpty()
                ? ""
                : "<form class=\"filters\" aria-label=\"Show only\">\n" + String.join("\n", groups)
                        + "\n<p class=\"muted\" role=\"status\" id=\"shown\"></p>\n</form>";
    }

    private static String group(RunFilter filter) {
        var all = button(filter, "", "all", " checked");
        var values = IntStream.range(0, filter.values().size())
                .mapToObj(n -> button(filter, String.valueOf(n), filter.values().get(n), ""))
                .collect(Collectors.joining());
        return "<fieldset><legend>" + filter.title() + "</legend>" + all + values + "</fieldset>";
    }

    private static String button(RunFilter filter, String number, String words, String checked) {
        var id = filter.key() + number;
        return "<label for=\"" + id + "\"><input type=\"radio\" name=\"" + filter.key() + "\" id=\"" + id + "\""
                + checked + "> " + escaped(words) + "</label>";
    }
}
