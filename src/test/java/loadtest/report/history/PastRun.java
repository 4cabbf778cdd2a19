package loadtest.report.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import loadtest.report.summary.Summary;
import loadtest.settings.BadInput;

/**
 * A run of the output folder.
 *
 * @param facts empty where there is no readable summary
 * @param problem why there is none, in words; otherwise empty
 */
public record PastRun(Path folder, Instant started, Optional<Facts> facts, String problem) {
    public static final String SUMMARY = "summary.json";

    /** Gatling makes it when a run begins. */
    private static final String LOG = "simulation.log";

    /** Gatling writes the log at least every few minutes; an older one belongs to a run that was killed. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private static final Pattern NAME = Pattern.compile(".*-(\\d{14})\\d{3}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    /**
     * Every run of an output folder, newest first; none where there is no such folder.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<PastRun> in(Path outputDir) throws IOException {
        var runs = new ArrayList<PastRun>();
        if (Files.isDirectory(outputDir)) {
            try (var folders = Files.newDirectoryStream(outputDir, PastRun::isRun)) {
                folders.forEach(folder -> runs.add(of(folder)));
            }
        }
        runs.sort(Comparator.comparing(PastRun::started)
                .thenComparing(PastRun::name)
                .reversed());
        return runs;
    }

    /** Whether this is the folder of a run; a link to one is not. */
    public static boolean isRun(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && (Files.exists(folder.resolve(SUMMARY)) || Files.exists(folder.resolve(LOG)));
    }

    public static PastRun of(Path folder) {
        if (!Files.exists(folder.resolve(SUMMARY))) {
            return new PastRun(folder, startInName(folder), Optional.empty(), missingSummary(folder));
        }
        try {
            var facts = FactsFile.read(folder.resolve(SUMMARY), SUMMARY);
            return new PastRun(
                    folder, instant(facts.started()).orElseGet(() -> startInName(folder)), Optional.of(facts), "");
        } catch (BadInput e) {
            return new PastRun(folder, startInName(folder), Optional.empty(), "no verdict: " + e.getMessage());
        }
    }

    public String name() {
        return folder.getFileName().toString();
    }

    /** How long the run took; empty where that is unknown. */
    public Optional<Duration> length() {
        return facts.flatMap(seen -> instant(seen.ended())).map(ended -> Duration.between(started, ended));
    }

    /** All that its file holds; empty where that cannot be read. */
    public Optional<Summary> summary() {
        try {
            return facts.map(known -> StoredSummary.read(folder.resolve(SUMMARY)));
        } catch (BadInput e) {
            return Optional.empty();
        }
    }

    private static String missingSummary(Path folder) {
        try {
            var last = Files.getLastModifiedTime(folder.resolve(LOG)).toInstant();
            return last.isAfter(Instant.now().minus(QUIET))
                    ? "no verdict yet: the run goes on, or was killed a moment ago"
                    : "no verdict: the run was killed";
        } catch (IOException e) {
            return "no verdict: the run was killed";
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** When Gatling made the folder, read from its name; the epoch where it has no such name. */
    private static Instant startInName(Path folder) {
        var match = NAME.matcher(folder.getFileName().toString());
        try {
            return match.matches()
                    ? LocalDateTime.parse(match.group(1), TIME).toInstant(ZoneOffset.UTC)
                    : Instant.EPOCH;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
