package loadtest.report.readiness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.settings.WholeFile;

/**
 * The readiness report as files of the output folder: a page and a Markdown file for each profile and target, and the
 * same under the names {@value #PAGE} and {@value #MARKDOWN} for those of the newest run.
 */
public final class ReadinessFiles {
    /** The page of the newest run's profile and target. */
    public static final String PAGE = "readiness.html";

    /** The same in Markdown. */
    public static final String MARKDOWN = "readiness.md";

    /** Profiles and targets that are this long unused get no new report. */
    private static final int MOST_SETS = 12;

    private static final Pattern NAME = Pattern.compile("readiness(\\.[\\w-]+\\..+)?\\.(html|md)");

    private ReadinessFiles() {}

    /** The page of a set, beside its runs' folders. */
    public static String page(ReadinessSet set) {
        return "readiness." + set.name() + ".html";
    }

    /** By name, the files of one set alone. */
    public static Map<String, String> of(ReadinessSet set) {
        var rows = ReadinessRow.of(set);
        return Map.of(PAGE, ReadinessPage.of(set, rows), MARKDOWN, ReadinessReport.of(set, rows));
    }

    /**
     * Writes all files, and deletes those of profiles and targets that no run is left of.
     *
     * @param sets the newest first
     * @throws IOException if one cannot be written or deleted
     */
    public static void update(Path outputDir, List<ReadinessSet> sets) throws IOException {
        var texts = new HashMap<String, String>();
        for (var set : sets.stream().limit(MOST_SETS).toList()) {
            of(set).forEach((name, text) -> {
                texts.put(name.replaceFirst("\\.", "." + set.name() + "."), text);
                texts.putIfAbsent(name, text);
            });
        }
        for (var file : texts.entrySet()) {
            write(outputDir.resolve(file.getKey()), file.getValue());
        }
        try (var files = Files.newDirectoryStream(
                outputDir, file -> NAME.matcher(file.getFileName().toString()).matches())) {
            for (var file : files) {
                if (!texts.containsKey(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            WholeFile.write(file, text);
        }
    }
}
