package loadtest.report.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run compared with earlier ones of its scenario and profile.
 *
 * @param baseline what it is compared with, in words
 * @param runs how many runs that is
 * @param rows one for each request and figure
 * @param regressions the rows that are worse beyond noise and tolerance, in words
 * @param gates whether a regression fails the run
 */
public record Comparison(String baseline, int runs, List<ComparisonRow> rows, List<String> regressions, boolean gates) {

    /**
     * One figure of one request.
     *
     * @param figure p50, p95, p99, rate or failed
     * @param unit ms, /s or %
     * @param noise median absolute deviation of the baseline's runs; null where there is but one
     * @param judgement in words: "within the noise", "better", "worse", "noise unknown"
     */
    public record ComparisonRow(
            String request, String figure, String unit, double before, double now, Double noise, String judgement) {}

    /** The comparison in a few lines, for the console; {@code summary.json} and the verdict page have every row. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var judgements = rows.stream()
                .collect(Collectors.groupingBy(ComparisonRow::judgement, TreeMap::new, Collectors.counting()));
        lines.add("Compared with " + baseline + ": " + rows.size() + " figures"
                + judgements.entrySet().stream()
                        .map((Map.Entry<String, Long> entry) -> ", " + entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining()));
        regressions.forEach(regression -> lines.add("  worse    " + regression));
        if (regressions.isEmpty()) {
            lines.add("  no figure is worse beyond noise and tolerance");
        }
        return lines;
    }
}
