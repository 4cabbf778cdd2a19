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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.measure.GeneratorHealth;
import loadtest.report.RunFolder;
import loadtest.report.summary.Comparison;
import loadtest.report.summary.Summary;
import loadtest.server.DatabaseActivity;
import loadtest.server.Resources;
import loadtest.settings.DataFile;
import loadtest.slo.Abort;
import loadtest.testing.MarkdownFile;
import loadtest.testing.Summaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the documents list what their sources hold. */
class DocumentedTablesTest {
    private static final MarkdownFile ROOT = MarkdownFile.read(Path.of("README.md"));
    private static final MarkdownFile REPORT = MarkdownFile.read(Path.of("src/test/java/loadtest/report/README.md"));
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    private static final Summary SUMMARY = Summaries.of(Summary.Outcome.PASSED, List.of(), List.of());

    @Test
    void everyScenarioIsOnTheFirstPageWithItsClass() throws IOException {
        assertThat(ROOT.table("Scenario (class)"))
                .extracting(row -> MarkdownFile.code(row.get(0)).get(0))
                .containsExactlyInAnyOrderElementsOf(
                        scenarios().map(DocumentedTablesTest::id).toList());
    }

    @Test
    void everyScenarioIsOnTheFirstPageWithWhatItNeeds() throws IOException {
        assertThat(ROOT.words("Scenario"))
                .containsExactlyInAnyOrderElementsOf(
                        scenarios().map(DocumentedTablesTest::id).toList());
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
        assertThat(named).containsAll(fields(Abort.Standing.class));
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
        var promised = scenarios()
                .flatMap(file -> data(file).list("integrity").stream())
                .toList();

        assertThat(REPORT.table("Promise").stream().flatMap(row -> MarkdownFile.code(row.get(0)).stream()))
                .containsExactlyInAnyOrderElementsOf(promised);
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

    private static Stream<Path> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".conf")).toList().stream();
        }
    }

    private static String id(Path file) {
        return file.getFileName().toString().replace(".conf", "");
    }

    private static DataFile data(Path file) {
        return DataFile.parse(MarkdownFile.read(file).text(), file.toString());
    }
}
