package loadtest.testing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loadtest.measure.Recorder;
import loadtest.measure.RequestKey;

/** The table of Gatling's own report, read from its page. */
public final class EngineReport {
    private static final Pattern ROW =
            Pattern.compile("<tr id=\"((?:req|group)_[^\"]*)\" data-parent=\"([^\"]*)\">(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("class=\"ellipsed-name\">(.*?)</span>");
    private static final Pattern FIGURE = Pattern.compile("class=\"value [a-z]+ col-(\\d+)\">([\\d.,]*)<");

    private EngineReport() {}

    /** Counts and response times in milliseconds of one request name. */
    public record Row(long count, long ok, long ko, long min, long max, long mean) {}

    /** The rows by name, those of a scenario's group with it before them; our verdicts, which have a group too, are left out. */
    public static Map<String, Row> rows(String page) {
        var groups = new HashMap<>(Map.of("ROOT", ""));
        var rows = new LinkedHashMap<String, Row>();
        ROW.matcher(page).results().forEach(row -> {
            var name = name(row.group(3));
            var group = groups.get(row.group(2));
            if (row.group(1).startsWith("group_")) {
                groups.put(row.group(1), name);
            } else if (!group.equals(Recorder.VERDICT)) {
                rows.put(RequestKey.path(group, name), row(row.group(3)));
            }
        });
        return rows;
    }

    private static String name(String cells) {
        var name = NAME.matcher(cells);
        if (!name.find()) {
            throw new AssertionError("a row without a name: " + cells);
        }
        return name.group(1).replace("&amp;", "&");
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
