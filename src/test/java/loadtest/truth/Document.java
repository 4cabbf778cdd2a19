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
import loadtest.report.text.Markdown;
import loadtest.settings.WholeFile;
import loadtest.target.Scenario;

/** The table with its results, as Markdown and as a page; made of a run of the rows, also of one that failed. */
final class Document {
    private static final String STYLE = "<meta charset=\"utf-8\"><title>The truth table</title><style>"
            + "body{font:14px/1.45 system-ui,sans-serif;margin:2rem;color:#1a1a1a}"
            + "table{border-collapse:collapse;margin:1rem 0}"
            + "td,th{border:1px solid #ccc;padding:.3rem .5rem;vertical-align:top;text-align:left}"
            + ".no{background:#fdd}</style>";

    private final List<Line> lines;

    /** One table: its title, its headings, its rows. */
    private record Table(String title, List<String> heads, List<List<String>> rows) {}

    Document(List<Line> lines) {
        this.lines = lines;
    }

    /** Takes away what an earlier run has left, so that nobody takes it for this one's. */
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
        var kept = lines.stream().filter(Line::kept).count();
        var seconds = lines.stream().mapToLong(Line::millis).sum() / 1000;
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

    private List<Table> tables() {
        var conditions = lines.stream().filter(line -> !line.row().isWithout()).toList();
        var without = lines.stream().filter(line -> line.row().isWithout()).toList();
        return Stream.of(
                        new Table("Measured", List.of("Row", "What", "Right", "Seen", "Error", "Tolerance"), figures()),
                        table("Conditions", conditions),
                        table("Each mechanism switched off: the same condition is then not caught", without))
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    private static Table table(String title, List<Line> lines) {
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            rows.add(List.of(
                    line.row().name(),
                    Scenario.id(line.row().scenario()) + "\n"
                            + String.join("\n", line.row().condition()),
                    line.row().expected().stream().map(Expectation::says).collect(joining("\n")),
                    line.trouble().isEmpty()
                            ? line.judged().stream()
                                    .map(one -> one.look().seen())
                                    .collect(joining("\n"))
                            : line.trouble(),
                    line.kept() ? "yes" : "NO",
                    String.valueOf(line.millis())));
        }
        return new Table(title, List.of("Row", "Condition", "Expected", "Seen", "As expected", "ms"), rows);
    }

    private List<List<String>> figures() {
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            line.judged().stream()
                    .flatMap(one -> one.look().figure().stream())
                    .forEach(figure -> rows.add(List.of(
                            line.row().name(),
                            figure.what(),
                            number(figure.right()) + " " + figure.unit(),
                            number(figure.seen()) + " " + figure.unit(),
                            figure.error(),
                            "± " + number(figure.tolerance()) + " " + figure.unit())));
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
                            cells(row.stream().map(Document::escaped).toList())));
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
