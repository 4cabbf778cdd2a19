package loadtest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loadtest.benchmark.LoadFlags.Choice;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFlagsIT {
    @TempDir
    Path folder;

    @Tag("more-runs")
    @Test
    void measuresEachChoiceAndEachKindOfCheck() throws Exception {
        var choices = List.of(
                Choice.of("usual", ""),
                Choice.of("parallel", "-XX:.UseSerialGC", "-XX:+UseParallelGC"),
                new Choice("no report", "", List.of(), List.of("-nr")));
        try (var out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            var report = new BenchmarkReport("flags", out, folder.resolve("results"));
            new LoadFlags(choices, new TourLoad(5, 1), 1, 120, Trial.SHORT_LIVED).run(report, folder.resolve("work"));
            report.write();
        }

        var tables = new ObjectMapper()
                .readTree(folder.resolve("results/flags.json").toFile())
                .path("tables");
        assertThat(names(tables.path(0))).containsExactly("usual", "parallel", "no report");
        assertThat(names(tables.path(1))).hasSameSizeAs(CheckKind.values());
        tables.forEach(table -> table.path("rows")
                .forEach(row -> assertThat(row.path(1).path("median").asDouble())
                        .as(row.path(0).asText())
                        .isPositive()));
    }

    private static List<String> names(JsonNode table) {
        var names = new ArrayList<String>();
        table.path("rows").forEach(row -> names.add(row.path(0).asText()));
        return names;
    }
}
