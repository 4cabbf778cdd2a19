package loadtest.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import loadtest.slo.Verdict;

/** The verdicts of a run as a table for the console. */
public final class VerdictTable {
    private VerdictTable() {}

    /** One line for each verdict, with a heading; columns are as wide as their longest cell. */
    public static List<String> lines(List<Verdict> verdicts) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "SLO", "limit", "actual", "samples", ""));
        verdicts.forEach(verdict -> rows.add(List.of(
                mark(verdict.outcome()),
                verdict.name(),
                verdict.limit(),
                verdict.actual(),
                String.valueOf(verdict.samples()),
                verdict.note())));
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    /** Why a run fails: one entry for each promise it missed. */
    public static List<String> reasons(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(Verdict::missed)
                .map(VerdictTable::reason)
                .toList();
    }

    private static String reason(Verdict verdict) {
        // The name of a budget already says its limit, and that a promise is to be kept needs no saying.
        var said = verdict.name().endsWith(verdict.limit()) || verdict.limit().equals("yes");
        var limit = said ? "" : ", limit " + verdict.limit();
        var note = verdict.note().isEmpty() ? "" : " (" + verdict.note() + ")";
        var is = verdict.actual().startsWith("could not") ? " " : " is ";
        return verdict.name() + is + verdict.actual() + limit + note;
    }

    public static String mark(Verdict.Outcome outcome) {
        return switch (outcome) {
            case MET -> "met";
            case MISSED -> "MISSED";
            case PRINTED -> "printed";
            case NOT_AUDITED -> "not audited";
        };
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
