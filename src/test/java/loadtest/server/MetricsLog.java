package loadtest.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes {@code target-metrics.ndjson}, one line for each reading. Lines wait until the run has a folder. */
final class MetricsLog {
    static final String NAME = "target-metrics.ndjson";

    private final ObjectMapper json = new ObjectMapper();
    private final Supplier<Optional<Path>> folder;
    private final List<String> waiting = new ArrayList<>();

    MetricsLog(Supplier<Optional<Path>> folder) {
        this.folder = folder;
    }

    /** Adds a line, and writes all lines if the folder exists. */
    void add(MetricsReading reading) throws IOException {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", reading.time().toString());
        line.put("metrics", reading.figures());
        waiting.add(json.writeValueAsString(line));
        flush();
    }

    /** Writes the waiting lines. Lines that cannot be written are dropped. */
    void flush() throws IOException {
        var run = folder.get();
        if (run.isPresent() && !waiting.isEmpty()) {
            var lines = List.copyOf(waiting);
            waiting.clear();
            Files.write(run.get().resolve(NAME), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
