package loadtest.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of Gatling's own report, read from its page. */
public final class EngineReport {
    private static final Pattern ROW =
            Pattern.compile("<tr id=\"req_[^\"]*\" data-parent=\"([^\"]*)\">(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("class=\"ellipsed-name\">(.*?)</span>");
    private static final Pattern FIGURE = Pattern.compile("class=\"value [a-z]+ col-(\\d+)\">([\\d.,]*)<");

    private EngineReport() {}

    /** Counts and response times in milliseconds of one request name. */
    public record Row(long count, long ok, long ko, long min, long max, long mean) {}

    /** The rows that are in no group, by name: our verdicts are in one. */
    public static Map<String, Row> rows(String page) {
        var rows = new LinkedHashMap<String, Row>();
        ROW.matcher(page).results().filter(row -> row.group(1).equals("ROOT")).forEach(row -> {
            var name = NAME.matcher(row.group(2));
            if (name.find()) {
                rows.put(name.group(1).replace("&amp;", "&"), row(row.group(2)));
            }
        });
        return rows;
    }

    private static Row row(String cells) {
        var figures = new LinkedHashMap<Integer, Long>();
        Matcher figure = FIGURE.matcher(cells);
        while (figure.find()) {
            figures.put(
                    Integer.valueOf(figure.group(1)),
                    Math.round(Double.parseDouble("0" + figure.group(2).replace(",", ""))));
        }
        return new Row(
                figures.get(2), figures.get(3), figures.get(4), figures.get(7), figures.get(12), figures.get(13));
    }
}
