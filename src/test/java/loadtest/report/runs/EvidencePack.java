package loadtest.report.runs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loadtest.report.history.PastRun;
import loadtest.report.history.RunLinks;
import loadtest.report.readiness.ReadinessFiles;
import loadtest.report.readiness.ReadinessSets;
import loadtest.settings.BadInput;
import loadtest.settings.Draft;
import loadtest.settings.Failure;
import loadtest.settings.Settings;

/**
 * Packs runs into one zip file to hand over: {@code mvn test-compile exec:java@evidence}. It is the newest set, the runs
 * of the readiness report with that report on top; {@code -Drun=<name or folder>} chooses one run, {@code
 * -Dday=2030-01-31} all that began on that day in UTC. Within it lie the runs' folders and {@value #MANIFEST}, which
 * {@code sha256sum -c} reads. Exits with 2 where there is nothing to pack.
 */
public final class EvidencePack {
    static final String MANIFEST = "SHA256SUMS";
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
        var set = ReadinessSets.of(runs).stream().findFirst();
        if (set.isPresent()) {
            ReadinessFiles.update(outputDir, ReadinessSets.of(runs));
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
            try (var zip = new ZipOutputStream(Files.newOutputStream(draft.path()))) {
                write(zip, top, folders);
            }
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

    /** Writes in the order of names, with the files' own times, so that the same runs give the same bytes. */
    private static void write(ZipOutputStream zip, List<Path> top, List<Path> folders) throws IOException {
        var all = new ArrayList<>(top);
        for (var folder : folders) {
            all.addAll(files(folder));
        }
        var manifest = new StringBuilder();
        var newest = FileTime.fromMillis(0);
        for (var file : all) {
            var name = name(file, folders);
            var time = Files.getLastModifiedTime(file);
            newest = time.compareTo(newest) > 0 ? time : newest;
            manifest.append(entry(zip, name, time, file))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        begin(zip, MANIFEST, newest);
        zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Within the folder of its run, which the zip file holds; other files lie beside the folders. */
    private static String name(Path file, List<Path> folders) {
        return folders.stream()
                .filter(file::startsWith)
                .map(folder -> folder.getFileName() + "/"
                        + folder.relativize(file)
                                .toString()
                                .replace(file.getFileSystem().getSeparator(), "/"))
                .findFirst()
                .orElseGet(() -> file.getFileName().toString());
    }

    /** The regular files; the target of a link is no part of the run. */
    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** @return the checksum of the bytes that were packed, even if the file changes meanwhile */
    private static String entry(ZipOutputStream zip, String name, FileTime time, Path file) throws IOException {
        begin(zip, name, time);
        try (var bytes = new DigestInputStream(packed(file), sha256())) {
            bytes.transferTo((OutputStream) zip);
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } finally {
            zip.closeEntry();
        }
    }

    /** A page without its links to other runs, since these are not beside it where the pack is opened. */
    private static InputStream packed(Path file) throws IOException {
        var bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        if (!file.endsWith("verdict.html")) {
            return bytes;
        }
        try (bytes) {
            var page = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return new ByteArrayInputStream(RunLinks.without(page).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void begin(ZipOutputStream zip, String name, FileTime time) throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
