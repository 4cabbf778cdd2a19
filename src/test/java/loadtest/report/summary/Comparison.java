package loadtest.report.summary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run compared with earlier ones of its scenario and profile.
 *
 * @param baseline what it is compared with, in words
 * @param runs how many runs that is
 * @param rows one for each request and figure
 * @param notCompared requests that this run has and its baseline lacks, or the other way round
 * @param regressions the rows that are worse beyond noise and tolerance, in words
 * @param gates whether a regression fails the run
 */
public record Comparison(
        String baseline,
        int runs,
        List<ComparisonRow> rows,
        List<String> notCompared,
        List<String> regressions,
        boolean gates) {

    /**
     * One figure of one request.
     *
     * @param noise median absolute deviation of the baseline's runs; null where there is only one
     */
    @JsonPropertyOrder({"request", "figure", "unit", "before", "now", "noise", "judgement"})
    @JsonIgnoreProperties(value = "unit", allowGetters = true)
    public record ComparisonRow(
            String request,
            ComparedFigure figure,
            double before,
            double now,
            Double noise,
            ComparisonJudgement judgement) {
        /** The unit of before, now and noise: ms, /s or %. */
        @JsonProperty
        public String unit() {
            return figure.unit();
        }
    }

    /** Whether there is no request that both this run and its baseline have sent. */
    @JsonIgnore
    public boolean nothingInCommon() {
        return rows.isEmpty();
    }

    /** The comparison in a few lines, for the console; {@code summary.json} and the verdict page have every row. */
    public List<String> lines() {
        if (nothingInCommon()) {
            return List.of("Compared with " + baseline
                    + ": nothing could be compared, for the two have no request in common" + notComparedWords());
        }
        var lines = new ArrayList<String>();
        var judgements = rows.stream()
                .collect(Collectors.groupingBy(ComparisonRow::judgement, TreeMap::new, Collectors.counting()));
        lines.add("Compared with " + baseline + ": " + rows.size() + " figures"
                + judgements.entrySet().stream()
                        .map(entry ->
                                ", " + entry.getValue() + " " + entry.getKey().words())
                        .collect(Collectors.joining()));
        regressions.forEach(regression -> lines.add("  worse    " + regression));
        if (regressions.isEmpty()) {
            lines.add("  no figure is worse beyond noise and tolerance");
        }
        if (!notCompared.isEmpty()) {
            lines.add("  in one of the two only" + notComparedWords());
        }
        return lines;
    }

    private String notComparedWords() {
        return notCompared.isEmpty() ? "" : ": " + String.join(", ", notCompared);
    }
}
