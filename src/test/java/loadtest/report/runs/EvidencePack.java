package loadtest.report.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import loadtest.report.history.PastRun;
import loadtest.report.readiness.ReadinessFiles;
import loadtest.report.readiness.ReadinessSets;
import loadtest.settings.BadInput;
import loadtest.settings.Draft;
import loadtest.settings.Failure;
import loadtest.settings.Settings;

/**
 * Packs runs into one zip file to hand over: {@code mvn test-compile exec:java@evidence}. It is the newest set, the runs
 * of the readiness report with that report on top; {@code -Drun=<name or folder>} chooses one run, {@code
 * -Dday=2030-01-31} all that began on that day in UTC. Within it lie the runs' folders and {@value EvidenceZip#MANIFEST}, which
 * {@code sha256sum -c} reads. Exits with 2 where there is nothing to pack.
 */
public final class EvidencePack {
    private static final int NOTHING_PACKED = 2;

    private final Path outputDir;

    EvidencePack(Path outputDir) {
        this.outputDir = outputDir;
    }

    public static void main(String[] arguments) {
        try {
            var pack = new EvidencePack(Settings.load().run().outputDir());
            var file = pack.pack(System.getProperty("run", ""), System.getProperty("day", ""));
            System.out.println("packed: " + file.toAbsolutePath());
        } catch (Throwable e) {
            System.out.println("nothing was packed: " + Failure.line(e));
            System.exit(NOTHING_PACKED);
        }
    }

    /**
     * Writes the zip file, whole or not at all.
     *
     * @param run a run's name, or its folder; empty for the newest set
     * @param day of which all runs are packed, or empty
     * @return the file that was made, in the output folder
     * @throws BadInput in one line, if there is no such run
     * @throws IOException if a run cannot be read or the file cannot be written
     */
    Path pack(String run, String day) throws IOException {
        if (!run.isBlank() && !day.isBlank()) {
            throw new BadInput("-Drun and -Dday are both given; give one of them");
        }
        if (!day.isBlank()) {
            return pack(day, List.of(), of(day));
        }
        if (!run.isBlank()) {
            var folder = new RunFolders(outputDir).named(run);
            return pack(folder.getFileName().toString(), List.of(), List.of(folder));
        }
        return newest();
    }

    private Path newest() throws IOException {
        var runs = PastRun.in(outputDir);
        var sets = ReadinessSets.of(runs);
        var set = sets.stream().findFirst();
        if (set.isPresent()) {
            ReadinessFiles.update(outputDir, sets);
            var top = List.of(outputDir.resolve(ReadinessFiles.MARKDOWN), outputDir.resolve(ReadinessFiles.PAGE));
            return pack(
                    set.get().name(),
                    top,
                    set.get().runs().stream().map(PastRun::folder).sorted().toList());
        }
        var newest = runs.stream()
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no run in " + outputDir + "; mvn gatling:test makes one"));
        return pack(newest.name(), List.of(), List.of(newest.folder()));
    }

    private Path pack(String name, List<Path> top, List<Path> folders) throws IOException {
        var file = Files.createDirectories(outputDir).resolve("evidence-" + name + ".zip");
        try (var draft = Draft.of(file)) {
            EvidenceZip.write(draft.path(), top, folders);
            draft.become();
            return file;
        }
    }

    private List<Path> of(String day) throws IOException {
        var wanted = date(day);
        var folders = PastRun.in(outputDir).stream()
                .filter(run ->
                        LocalDate.ofInstant(run.started(), ZoneOffset.UTC).equals(wanted))
                .map(PastRun::folder)
                .sorted()
                .toList();
        if (folders.isEmpty()) {
            throw BadInput.in("-Dday", day, "a day (in UTC) on which a run in " + outputDir + " began");
        }
        return folders;
    }

    private static LocalDate date(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw BadInput.in("-Dday", day, "a day such as 2030-01-31");
        }
    }
}
