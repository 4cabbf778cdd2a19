package loadtest.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import loadtest.settings.WholeFile;

/**
 * Joins the files of JSON lines that shares left in the folders of their runs, such as a log of answers: those of the same
 * name become one file, in the order of the times of their lines. Each line keeps the time of its own machine's clock.
 */
public final class JoinedLines {
    private static final String ENDING = ".ndjson";

    private JoinedLines() {}

    /**
     * Writes the joined files.
     *
     * @throws IOException if a file cannot be read or written
     */
    public static void write(List<FoundShare> shares, Path folder) throws IOException {
        var lines = new TreeMap<String, List<String>>();
        for (var share : shares) {
            for (var file : files(share.folder().run())) {
                lines.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                        .addAll(Files.readAllLines(file));
            }
        }
        for (var name : lines.keySet()) {
            var sorted = lines.get(name).stream().sorted(Comparator.comparing(JoinedLines::time));
            WholeFile.write(folder.resolve(name), String.join("\n", sorted.toList()) + "\n");
        }
    }

    private static List<Path> files(Path run) throws IOException {
        try (var files = Files.list(run)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** ISO-8601 in UTC; a line that says none comes first. */
    private static String time(String line) {
        try {
            return ShareJson.MAPPER.readTree(line).path("time").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
