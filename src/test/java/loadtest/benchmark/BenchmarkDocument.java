package loadtest.benchmark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** One document of the newest results of all benchmarks, made of their JSON files. */
final class BenchmarkDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchmarkDocument() {}

    /**
     * Writes it anew.
     *
     * @param folder of the JSON files
     * @return the document
     */
    static Path write(Path folder) throws IOException {
        var lines = new ArrayList<>(List.of("# Benchmarks", ""));
        try (var files = Files.list(folder)) {
            for (var file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                lines.addAll(section(JSON.readTree(file.toFile())));
            }
        }
        return Files.write(folder.resolve("benchmarks.md"), lines);
    }

    private static List<String> section(JsonNode result) {
        var suite = result.path("suite");
        var machine = result.path("machine");
        var lines = new ArrayList<>(List.of("## " + result.path("benchmark").asText(), ""));
        lines.add(String.join(
                ", ",
                result.path("at").asText(),
                "commit " + suite.path("commit").asText("unknown"),
                "Gatling " + suite.path("gatling").asText(),
                "Java " + suite.path("java").asText(),
                machine.path("cores").asText() + " cores",
                machine.path("os").asText()));
        lines.add("");
        result.path("notes").forEach(note -> lines.add("- " + note.asText()));
        result.path("tables").forEach(table -> {
            lines.add("");
            lines.addAll(table(table).lines());
        });
        lines.add("");
        result.path("aims")
                .forEach(aim -> lines.add("- " + aim.path("what").asText() + ": "
                        + aim.path("verdict").asText()));
        lines.add("");
        return lines;
    }

    private static BenchmarkTable table(JsonNode table) {
        return new BenchmarkTable(
                table.path("title").asText(),
                JSON.convertValue(table.path("columns"), new TypeReference<List<String>>() {}),
                elements(table.path("rows")).stream()
                        .map(row -> elements(row).stream()
                                .map(BenchmarkDocument::cell)
                                .toList())
                        .toList());
    }

    private static Object cell(JsonNode cell) {
        try {
            return cell.isObject() ? JSON.treeToValue(cell, MedianRange.class) : cell.asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
