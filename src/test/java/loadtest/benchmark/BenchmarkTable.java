package loadtest.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of a benchmark.
 *
 * @param rows each with a cell for every column: a text, a number or a {@link MedianRange}
 */
record BenchmarkTable(String title, List<String> columns, List<List<Object>> rows) {
    static BenchmarkTable of(String title, String... columns) {
        return new BenchmarkTable(title, List.of(columns), new ArrayList<>());
    }

    /** @throws IllegalArgumentException unless there is a cell for every column */
    void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns);
        }
        rows.add(List.of(cells));
    }

    /** In Markdown, which reads well on a console, too. */
    List<String> lines() {
        var texts = new ArrayList<List<String>>();
        texts.add(columns);
        rows.forEach(row -> texts.add(row.stream().map(String::valueOf).toList()));
        var widths = IntStream.range(0, columns.size())
                .map(column -> texts.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines = new ArrayList<>(List.of("**" + title + "**", ""));
        for (var row : texts) {
            lines.add(line(row, widths));
        }
        lines.add(3, IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
