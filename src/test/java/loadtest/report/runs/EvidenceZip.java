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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loadtest.report.history.RunLinks;
import loadtest.report.page.VerdictPage;

/** The files of runs in one zip file, with their checksums. */
final class EvidenceZip {
    static final String MANIFEST = "SHA256SUMS";

    private EvidenceZip() {}

    /**
     * Writes the file.
     *
     * @param top files beside the folders
     * @throws IOException if a file of a run cannot be read, or this one not be written
     */
    static void write(Path file, List<Path> top, List<Path> folders) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            write(zip, top, folders);
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
        if (!file.endsWith(VerdictPage.NAME)) {
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
