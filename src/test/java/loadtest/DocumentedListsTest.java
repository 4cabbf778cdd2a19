package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.measure.GeneratorHealth;
import loadtest.report.RunFolder;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;
import loadtest.settings.DataFile;
import loadtest.slo.AbortCriteria;
import loadtest.testing.MarkdownFile;
import loadtest.testing.Summaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of the documents list what their sources hold. With {@code -Dupdate} the rows of scenarios and of their
 * audits' promises are written, to be put into better words, and those of what is gone are taken out.
 */
class DocumentedListsTest {
    private static final MarkdownFile ROOT = MarkdownFile.read(Path.of("README.md"));
    private static final MarkdownFile SETTINGS = MarkdownFile.read(Path.of("seed/README.md"));
    private static final MarkdownFile REPORT = MarkdownFile.read(Path.of("src/test/java/loadtest/report/README.md"));
    private static final String WRITE = "; mvn test -Dtest='*ListsTest' -Dupdate writes it";
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    private static final Summary SUMMARY = Summaries.of(RunOutcome.PASSED, List.of(), List.of());

    @Test
    void everyScenarioIsOnTheFirstPageWithItsClass() throws IOException {
        hold(ROOT, "Scenario (class)", rows(DocumentedListsTest::ofScenario));
    }

    @Test
    void whatEveryScenarioNeedsIsListed() throws IOException {
        hold(SETTINGS, "Scenario", rows(id -> "| `" + id + "` | what `scenarios/" + id + ".conf` names |"));
    }

    @Test
    void everyFieldOfASummaryIsListedInItsOrder() throws IOException {
        var fields = new ArrayList<String>();
        json().fieldNames().forEachRemaining(fields::add);

        assertThat(REPORT.words("Field")).containsExactlyElementsOf(fields);
    }

    /** Of those parts that even a small run has. */
    @Test
    void everyFieldWithinAPartOfASummaryIsNamedBesideIt() throws IOException {
        var summary = json();
        for (var row : REPORT.table("Field")) {
            var named = new TreeSet<String>();
            MarkdownFile.code(row.get(1)).forEach(code -> named.addAll(List.of(code.split("\\W+"))));
            for (var field : MarkdownFile.listed(row.get(0))) {
                var part = summary.path(field);
                var one = part.isArray() && part.size() > 0 ? part.get(0) : part;
                one.fieldNames()
                        .forEachRemaining(
                                name -> assertThat(named).as("within %s", field).contains(name));
            }
        }
    }

    /** Of those parts that a run may be without. */
    @Test
    void everyFieldOfWhatElseIsSeenIsNamed() {
        var named = REPORT.code().stream()
                .flatMap(code -> Stream.of(code.split("\\W+")))
                .collect(Collectors.toSet());

        assertThat(named).containsAll(fields(Resources.class));
        assertThat(named).containsAll(fields(DatabaseActivity.class));
        assertThat(named).containsAll(fields(GeneratorHealth.class));
        assertThat(named).containsAll(fields(AbortCriteria.AbortStatus.class));
        assertThat(named).containsAll(fields(Comparison.class));
    }

    @Test
    void everyColumnOfTheServersFiguresIsListed() {
        assertThat(REPORT.words("Column"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Resources.class.getRecordComponents())
                        .filter(component ->
                                component.getGenericType().getTypeName().contains("Double"))
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void everyFileOfARunIsListed(@TempDir Path folder) {
        RunFolder.write(SUMMARY, folder);

        assertThat(REPORT.words("File"))
                .contains(folder.toFile().list())
                .contains("index.html", "target-metrics.ndjson", "responses.ndjson");
    }

    @Test
    void everyPromiseOfAnAuditIsListed() throws IOException {
        var rows = new TreeMap<String, String>();
        for (var id : scenarios()) {
            data(id).list("integrity")
                    .forEach(name -> rows.put(name, "| `" + name + "` | the audit of `" + id + "` finds it so |"));
        }

        hold(REPORT, "Promise", rows);
    }

    /** @param rows what to write where it is missing, by the first word of the row */
    private static void hold(MarkdownFile document, String title, Map<String, String> rows) throws IOException {
        // Another table of the same document may have been written since.
        var wanted = MarkdownFile.read(document.path()).holding(title, rows);
        if (System.getProperty("update") != null) {
            Files.writeString(wanted.path(), wanted.text());
            return;
        }
        var had = document.text().lines().toList();
        var wants = wanted.text().lines().toList();
        assertThat(wants.stream().filter(line -> !had.contains(line)).map(line -> document + " lacks: " + line + WRITE))
                .isEmpty();
        assertThat(had.stream()
                        .filter(line -> !wants.contains(line))
                        .map(line -> document + " is to lose: " + line + WRITE))
                .isEmpty();
    }

    private static Map<String, String> rows(UnaryOperator<String> row) throws IOException {
        return scenarios().stream().collect(Collectors.toMap(id -> id, row, (one, other) -> one, TreeMap::new));
    }

    private static String ofScenario(String id) {
        var simulation = Stream.of(id.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        var profiles = data(id).child("profiles");
        var loads = Stream.of("local", "ci", "ramp")
                .map(name -> String.join(", then ", profiles.child(name).list("open")));
        var requests = data(id).child("requests");
        var limits = requests.words().stream()
                .map(name -> name
                        + requests.child(name)
                                .text("p95")
                                .map(" p95 < "::concat)
                                .orElse(""));
        return "| `%s` (`%s`) | see `scenarios/%s.conf` | %s | %s | |"
                .formatted(
                        id,
                        simulation,
                        id,
                        loads.collect(Collectors.joining(" | ")),
                        limits.collect(Collectors.joining("; ")));
    }

    /** The names of a record's components, and of those of records within it. */
    private static List<String> fields(Class<?> type) {
        return Stream.concat(
                        Stream.of(type.getRecordComponents()).map(RecordComponent::getName),
                        Stream.of(type.getDeclaredClasses())
                                .filter(Class::isRecord)
                                .flatMap(part -> fields(part).stream()))
                .toList();
    }

    private static JsonNode json() throws IOException {
        return new ObjectMapper().readTree(SUMMARY.json());
    }

    private static List<String> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".conf"))
                    .map(name -> name.replace(".conf", ""))
                    .filter(id -> !data(id).has("combines"))
                    .sorted()
                    .toList();
        }
    }

    private static DataFile data(String id) {
        var file = MarkdownFile.read(SCENARIOS.resolve(id + ".conf"));
        return DataFile.parse(file.text(), file.toString());
    }
}
