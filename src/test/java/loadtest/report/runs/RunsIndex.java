package loadtest.report.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loadtest.report.history.PastRun;
import loadtest.report.page.RunAddress;
import loadtest.report.page.VerdictPage;
import loadtest.report.readiness.ReadinessFiles;
import loadtest.report.readiness.ReadinessSet;
import loadtest.report.readiness.ReadinessSets;
import loadtest.seed.summary.SeedRefusal;
import loadtest.settings.BadInput;
import loadtest.settings.WholeFile;

/**
 * Writes the files beside the runs in the output folder: {@code index.html} with all of them and a refused seed, the
 * readiness report, and the newest of each kind as {@code <scenario>.<profile>.json} and {@code .html}, the names that
 * scripts of the older harness read.
 */
public final class RunsIndex {
    /** A run that ends meanwhile causes another attempt; more runs than this do not end at once. */
    private static final int MOST_ATTEMPTS = 10;

    private static final Pattern HEAD = Pattern.compile("<head>", Pattern.CASE_INSENSITIVE);

    private RunsIndex() {}

    /**
     * Updates all files. Several runs may do so at once: each file is whole at any time, and the last writer has read
     * every summary.
     *
     * @throws IOException if a file cannot be read or written; the files before it are up to date
     */
    public static void update(Path outputDir) throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var before = summaries(outputDir);
            var runs = PastRun.in(outputDir);
            for (var newest : newest(runs).entrySet()) {
                copies(outputDir, newest.getKey(), newest.getValue());
            }
            var sets = readiness(runs);
            ReadinessFiles.update(outputDir, sets);
            WholeFile.write(outputDir.resolve("index.html"), RunsPage.of(runs, sets, SeedRefusal.in(outputDir)));
            if (before.equals(summaries(outputDir))) {
                return;
            }
        }
    }

    /** None while a scenario's file has a mistake, which that run says: nobody knows then what a profile needs. */
    private static List<ReadinessSet> readiness(List<PastRun> runs) {
        try {
            return ReadinessSets.of(runs);
        } catch (BadInput e) {
            return List.of();
        }
    }

    /** The folders with a summary, and when it was written. */
    private static Map<Path, FileTime> summaries(Path outputDir) throws IOException {
        var times = new HashMap<Path, FileTime>();
        try (var folders = Files.newDirectoryStream(outputDir, PastRun::isRun)) {
            for (var folder : folders) {
                var summary = folder.resolve(PastRun.SUMMARY);
                if (Files.exists(summary)) {
                    times.put(folder, Files.getLastModifiedTime(summary));
                }
            }
        }
        return times;
    }

    /** The newest run of each scenario and profile, by the name of its copies. */
    private static Map<String, PastRun> newest(List<PastRun> runs) {
        var newest = new HashMap<String, PastRun>();
        for (var run : runs) {
            run.facts()
                    .map(facts -> facts.scenario() + "." + facts.profile())
                    .filter(RunsIndex::isName)
                    .ifPresent(kind -> newest.putIfAbsent(kind, run));
        }
        return newest;
    }

    /** A foreign file must not name a path outside the folder, or one that no file can have. */
    private static boolean isName(String kind) {
        return kind.matches("[\\w-]{1,80}\\.[\\w-]{1,80}");
    }

    private static void copies(Path outputDir, String kind, PastRun run) throws IOException {
        copy(run.folder().resolve(PastRun.SUMMARY), outputDir.resolve(kind + ".json"), text -> text);
        copy(run.folder().resolve(VerdictPage.NAME), outputDir.resolve(kind + ".html"), page -> based(page, run));
    }

    /** Whether the copy is up to date is seen in its content: its time may be that of what another run has put there. */
    private static void copy(Path source, Path copy, UnaryOperator<String> change) throws IOException {
        if (!Files.exists(source)) {
            Files.deleteIfExists(copy); // an older run's page beside a newer one's figures would mislead
            return;
        }
        var text = change.apply(Files.readString(source));
        if (!Files.exists(copy) || !Arrays.equals(Files.readAllBytes(copy), text.getBytes(StandardCharsets.UTF_8))) {
            WholeFile.write(copy, text);
        }
    }

    /** The page with a base address, so that its links still lead into the run's folder. */
    private static String based(String page, PastRun run) {
        var base = "<head><base href=\"" + RunAddress.folder(run.folder()) + "/" + VerdictPage.NAME + "\">";
        return HEAD.matcher(page).replaceFirst(Matcher.quoteReplacement(base));
    }
}
