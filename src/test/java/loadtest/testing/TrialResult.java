package loadtest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a trial left.
 *
 * @param exit the exit code
 * @param output of its console
 * @param summary absent where the run wrote none
 */
public record TrialResult(int exit, String output, Optional<JsonNode> summary, Path folder) {
    /** The contents of all files with this name that the run left. */
    public List<String> files(String name) throws IOException {
        var contents = new ArrayList<String>();
        for (var file : paths(name)) {
            contents.add(Files.readString(file));
        }
        return contents;
    }

    /** The only file with this name that the run left. */
    public Path file(String name) throws IOException {
        return paths(name).stream()
                .reduce((one, other) -> {
                    throw new AssertionError("more than one " + name);
                })
                .orElseThrow();
    }

    private List<Path> paths(String name) throws IOException {
        var results = folder.resolve("results");
        try (var files = Files.walk(results)) {
            // The list of all runs, and the page of this command, lie beside their folders.
            return files.filter(path -> path.endsWith(name) && !path.getParent().equals(results))
                    .filter(path -> !path.getParent().getFileName().toString().matches("\\d{8}T\\d{6}-\\d+"))
                    .toList();
        }
    }

    /** Whether the run ended before any load; its evidence, where its folder could be written, says so. */
    public boolean sentNothing() {
        return !output.contains("started...")
                && summary.map(seen -> seen.path("outcome").asText().equals("NOT_RUN")
                                && seen.path("requests").isEmpty())
                        .orElse(true);
    }

    /** The summary's reasons why the run did not pass. */
    public List<String> reasons() {
        var reasons = new ArrayList<String>();
        summary.orElseThrow().path("reasons").forEach(reason -> reasons.add(reason.asText()));
        return reasons;
    }

    /** The summary's verdict on a promise. */
    public JsonNode verdict(String promise) {
        for (var verdict : summary.orElseThrow().path("verdicts")) {
            if (verdict.path("name").asText().equals(promise)) {
                return verdict;
            }
        }
        throw new AssertionError("no verdict on " + promise + " in " + output);
    }

    /** The summary's entry of a request. */
    public JsonNode request(String name) {
        for (var request : summary.orElseThrow().path("requests")) {
            if (request.path("name").asText().equals(name)) {
                return request;
            }
        }
        throw new AssertionError("no request " + name + " in " + output);
    }

    /** The lines of stack traces on the console; there should be none. */
    public List<String> linesOfStackTraces() {
        return output.lines().filter(line -> line.matches("\\s+at [a-z].*")).toList();
    }
}
