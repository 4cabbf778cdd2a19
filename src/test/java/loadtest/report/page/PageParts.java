package loadtest.report.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loadtest.settings.ClassPath;

/**
 * The fixed parts of a verdict page: markup, styles and scripts. They are read when this class is initialised, before the
 * load, since a compilation during the run may replace the files.
 */
final class PageParts {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String TEMPLATE = ClassPath.text("report/verdict.html");

    private static final Map<String, String> FIXED = Map.of(
            "css",
            joined("", "css", "verdict", "charts", "paper"),
            "library",
            library(),
            "scripts",
            // Each uses those before it.
            joined(
                    "</script>\n<script>\n",
                    "js",
                    "format",
                    "dom",
                    "moment",
                    "style",
                    "charts",
                    "heat",
                    "timeline",
                    "head",
                    "promises",
                    "capacity",
                    "comparison",
                    "machines",
                    "failures",
                    "traffic",
                    "copy"),
            "verdict",
            ClassPath.text("report/verdict.js"));

    /** Part of a page under way only. */
    static final String LIVE = ClassPath.text("report/live.js");

    private PageParts() {}

    static String joined(String between, String ending, String... names) {
        return List.of(names).stream()
                .map(name -> ClassPath.text("report/" + name + "." + ending))
                .collect(Collectors.joining(between));
    }

    /** @param parts what fills the other places of the template */
    static String page(Map<String, String> parts) {
        // In one pass, since text of the run may look like a placeholder.
        var page = PLACEHOLDER.matcher(TEMPLATE).replaceAll(match -> {
            var name = match.group(1);
            return Matcher.quoteReplacement(FIXED.containsKey(name) ? FIXED.get(name) : parts.get(name));
        });
        return encodable(page);
    }

    /** Replaces half a surrogate pair, which cutting a text may leave and UTF-8 cannot encode. */
    static String encodable(String page) {
        return new String(page.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Chart.js without the pointer to its source map, which is not beside the page. */
    private static String library() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(ClassPath.text("META-INF/maven/org.webjars.npm/chart.js/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var folder = "META-INF/resources/webjars/chart.js/" + properties.getProperty("version");
        return ClassPath.text(folder + "/dist/chart.umd.min.js").replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }
}
