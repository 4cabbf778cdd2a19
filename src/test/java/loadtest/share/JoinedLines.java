package loadtest.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loadtest.settings.TimeStamp;
import loadtest.settings.WholeFile;

/**
 * Joins the files of JSON lines that shares left: those of the same name become one file, in the order of the times of
 * their lines on the clock of all shares. Each line is as its own machine wrote it.
 */
public final class JoinedLines {
    /** @param time the epoch where the line says none */
    private record Line(Instant time, String text) {}

    private JoinedLines() {}

    /**
     * Writes the joined files.
     *
     * @throws IOException if a file cannot be read or written
     */
    public static void write(List<FoundShare> shares, Path folder) throws IOException {
        var lines = new TreeMap<String, List<Line>>();
        for (var share : shares) {
            for (var file : LineFiles.in(share.folder().run())) {
                // What cannot be read as text is of no line of ours, and must not cost the others.
                var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                lines.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                        .addAll(text.lines().map(line -> line(line, share)).toList());
            }
        }
        for (var name : lines.keySet()) {
            var joined = lines.get(name).stream()
                    .sorted(Comparator.comparing(Line::time))
                    .map(line -> line.text() + "\n")
                    .collect(Collectors.joining());
            WholeFile.write(folder.resolve(name), joined);
        }
    }

    private static Line line(String text, FoundShare share) {
        try {
            var time = TimeStamp.of(ShareJson.MAPPER.readTree(text).path("time").asText());
            return new Line(time.orElse(Instant.EPOCH).plusMillis(share.record().toOneClock()), text);
        } catch (JsonProcessingException e) {
            return new Line(Instant.EPOCH, text);
        }
    }
}
