package loadtest.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Verdict;

/** The verdicts of a run as a table for the console. */
public final class VerdictTable {
    private VerdictTable() {}

    /** A heading and one line for each verdict; a column is as wide as its longest cell. */
    public static List<String> lines(List<Verdict> verdicts) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "promise", "limit", "actual", "samples", ""));
        VerdictView.all(verdicts).forEach(view -> rows.add(view.cells()));
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    private static String line(List<String> row, List<List<String>> all) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            var column = i;
            Function<List<String>, Integer> width = cells -> cells.get(column).length();
            var widest = all.stream().map(width).max(Integer::compare).orElse(0);
            line.append("  ")
                    .append(row.get(i))
                    .append(" ".repeat(widest - row.get(i).length()));
        }
        return line.toString().stripTrailing();
    }
}
