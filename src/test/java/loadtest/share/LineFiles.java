package loadtest.share;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loadtest.settings.Failure;

/** The files of JSON lines that a run leaves in its folder, such as a log of answers. A merge joins those of all shares. */
public final class LineFiles {
    private static final String ENDING = ".ndjson";

    private LineFiles() {}

    /** @throws IOException if the folder cannot be read */
    static List<Path> in(Path run) throws IOException {
        try (var files = Files.list(run)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /**
     * How many whole lines each of them has, by its name.
     *
     * @throws IOException if one cannot be read
     */
    public static Map<String, Long> counts(Path run) throws IOException {
        var counts = new TreeMap<String, Long>();
        for (var file : in(run)) {
            counts.put(file.getFileName().toString(), lines(file));
        }
        return counts;
    }

    private static long lines(Path file) throws IOException {
        var lines = 0L;
        try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                lines += next == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    /** What a share has lost of them since its end, as a file that was not copied with its folder. */
    static List<ShareFault> faults(FoundShare share) {
        var faults = new ArrayList<ShareFault>();
        try {
            var found = counts(share.folder().run());
            share.lines().forEach((name, lines) -> {
                var kept = found.getOrDefault(name, 0L);
                if (kept < lines) {
                    var words =
                            share.named() + " is torn: " + kept + " of " + lines + " lines of " + name + " are there";
                    faults.add(new ShareFault(ShareFault.Kind.COMPLETE, words));
                }
            });
        } catch (IOException e) {
            faults.add(
                    new ShareFault(ShareFault.Kind.COMPLETE, share.named() + " cannot be read: " + Failure.reason(e)));
        }
        return faults;
    }
}
