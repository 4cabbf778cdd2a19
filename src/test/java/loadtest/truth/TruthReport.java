package loadtest.truth;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.report.summary.Environment;
import loadtest.report.summary.Html;
import loadtest.settings.Markdown;
import loadtest.settings.WholeFile;
import loadtest.target.Scenario;

/** Writes the table with its results as Markdown and as HTML, also when rows fail. */
final class TruthReport {
    private static final String STYLE = "<meta charset=\"utf-8\"><title>The truth table</title><style>"
            + "body{font:14px/1.45 system-ui,sans-serif;margin:2rem;color:#1a1a1a}"
            + "table{border-collapse:collapse;margin:1rem 0}"
            + "td,th{border:1px solid #ccc;padding:.3rem .5rem;vertical-align:top;text-align:left}"
            + ".no{background:#fdd}</style>";

    private final List<JudgedRow> lines;

    /** One table: its title, its headings, its rows. */
    private record ReportTable(String title, List<String> heads, List<List<String>> rows) {}

    TruthReport(List<JudgedRow> lines) {
        this.lines = lines;
    }

    /** Deletes the files of an earlier run, so that they are not mistaken for this one's. */
    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("truth-table.md"));
        Files.deleteIfExists(folder.resolve("truth-table.html"));
    }

    /** Writes {@code truth-table.md} and {@code truth-table.html} into a folder. */
    void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve("truth-table.md"), markdown());
        WholeFile.write(folder.resolve("truth-table.html"), html());
    }

    private String summary() {
        var kept = lines.stream().filter(JudgedRow::kept).count();
        var seconds = lines.stream().mapToLong(JudgedRow::millis).sum() / 1000;
        var suite = Environment.suite();
        var machine = Environment.machine();
        return kept + " of " + lines.size() + " rows are as expected; " + seconds + " s of runs. Suite "
                + suite.version()
                + Optional.ofNullable(suite.commit())
                        .map(commit -> ", commit " + commit)
                        .orElse("")
                + "; Gatling " + suite.gatling() + "; Java " + suite.java() + "; " + machine.cores() + " cores; "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ".";
    }

    private List<ReportTable> tables() {
        var conditions = lines.stream().filter(line -> !line.row().isWithout()).toList();
        var without = lines.stream().filter(line -> line.row().isWithout()).toList();
        return Stream.of(
                        new ReportTable(
                                "Measured", List.of("Row", "What", "Right", "Seen", "Error", "Tolerance"), figures()),
                        table("Conditions", conditions),
                        table("Each mechanism switched off: the same condition is then not caught", without))
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    private static ReportTable table(String title, List<JudgedRow> lines) {
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            rows.add(List.of(
                    line.row().name(),
                    Scenario.id(line.row().scenario()) + "\n"
                            + String.join("\n", line.row().condition()),
                    line.row().expected().stream().map(Expectation::says).collect(joining("\n")),
                    line.failure().isEmpty()
                            ? line.judged().stream()
                                    .map(one -> one.observed().seen())
                                    .collect(joining("\n"))
                            : line.failure(),
                    line.kept() ? "yes" : "NO",
                    String.valueOf(line.millis())));
        }
        return new ReportTable(title, List.of("Row", "Condition", "Expected", "Seen", "As expected", "ms"), rows);
    }

    private List<List<String>> figures() {
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            line.judged().stream()
                    .flatMap(one -> one.observed().measurement().stream())
                    .forEach(measurement -> rows.add(List.of(
                            line.row().name(),
                            measurement.what(),
                            number(measurement.right()) + " " + measurement.unit(),
                            number(measurement.seen()) + " " + measurement.unit(),
                            measurement.error(),
                            "± " + number(measurement.tolerance()) + " " + measurement.unit())));
        }
        return rows;
    }

    private String markdown() {
        var text = new StringBuilder("# The truth table\n\n" + summary() + "\n");
        for (var table : tables()) {
            text.append("\n## ").append(table.title()).append("\n\n");
            text.append(cells(table.heads()))
                    .append(cells(table.heads().stream().map(head -> "---").toList()));
            table.rows()
                    .forEach(row -> text.append(
                            cells(row.stream().map(TruthReport::escaped).toList())));
        }
        return text.toString();
    }

    private static String cells(List<String> row) {
        return "| " + String.join(" | ", row) + " |\n";
    }

    private String html() {
        var text = new StringBuilder(
                "<!doctype html><html lang=\"en\">" + STYLE + "<h1>The truth table</h1><p>" + summary() + "</p>");
        for (var table : tables()) {
            text.append("<h2>").append(table.title()).append("</h2><table><tr>");
            table.heads().forEach(head -> text.append("<th>").append(head).append("</th>"));
            for (var row : table.rows()) {
                text.append(row.contains("NO") ? "</tr>\n<tr class=\"no\">" : "</tr>\n<tr>");
                row.forEach(cell -> text.append("<td>").append(html(cell)).append("</td>"));
            }
            text.append("</tr></table>");
        }
        return text.append("</html>\n").toString();
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String escaped(String cell) {
        return cell.lines().map(Markdown::text).collect(joining("<br>"));
    }

    private static String html(String cell) {
        return Html.escaped(cell).replace("\n", "<br>");
    }
}
