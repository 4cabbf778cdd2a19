package loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import loadtest.report.RunFolder;
import loadtest.report.summary.Summary;
import loadtest.server.Resources;
import loadtest.settings.DataFile;
import loadtest.standin.fault.Bug;
import loadtest.standin.fault.FaultPlan;
import loadtest.testing.MarkdownFile;
import loadtest.testing.Summaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the documents list what their sources hold. */
class DocumentedTablesTest {
    private static final MarkdownFile ROOT = MarkdownFile.read(Path.of("README.md"));
    private static final MarkdownFile REPORT = MarkdownFile.read(Path.of("src/test/java/loadtest/report/README.md"));
    private static final MarkdownFile STAND_IN = MarkdownFile.read(Path.of("src/test/java/loadtest/standin/README.md"));
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
        assertThat(words(ROOT, "Scenario"))
                .containsExactlyInAnyOrderElementsOf(
                        scenarios().map(DocumentedTablesTest::id).toList());
    }

    @Test
    void everyFieldOfASummaryIsListedInItsOrder() throws IOException {
        var fields = new ArrayList<String>();
        json().fieldNames().forEachRemaining(fields::add);

        assertThat(words(REPORT, "Field")).containsExactlyElementsOf(fields);
    }

    /** Of those parts that even a small run has. */
    @Test
    void everyFieldWithinAPartOfASummaryIsNamedBesideIt() throws IOException {
        var summary = json();
        for (var row : REPORT.table("Field")) {
            var named = new TreeSet<String>();
            MarkdownFile.code(row.get(1)).forEach(code -> named.addAll(List.of(code.split("\\W+"))));
            for (var field : names(row.get(0))) {
                var part = summary.path(field);
                var one = part.isArray() && part.size() > 0 ? part.get(0) : part;
                one.fieldNames()
                        .forEachRemaining(
                                name -> assertThat(named).as("within %s", field).contains(name));
            }
        }
    }

    @Test
    void everyColumnOfTheServersFiguresIsListed() {
        assertThat(words(REPORT, "Column"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Resources.class.getRecordComponents())
                        .filter(component ->
                                component.getGenericType().getTypeName().contains("Double"))
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void everyFileOfARunIsListed(@TempDir Path folder) {
        RunFolder.write(SUMMARY, folder);

        assertThat(words(REPORT, "File"))
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

    @Test
    void everyWordOfAScenarioFileIsExplained() throws IOException {
        var document = MarkdownFile.read(SCENARIOS.resolve("README.md"));
        var explained = Set.copyOf(document.code());

        assertThat(scenarios().flatMap(file -> vocabulary(data(file))))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(explained).contains(word));
    }

    @Test
    void everyWordOfAFaultIsListedAndEveryBug() {
        var refusal = catchThrowable(() -> FaultPlan.parse("faults { any { nonsense = 1 } }", "a plan"));
        var valid = refusal.getMessage().replaceFirst(".*valid: ", "").split(", ");

        assertThat(Set.copyOf(words(STAND_IN, "Words"))).containsExactlyInAnyOrder(valid);
        assertThat(STAND_IN.table("Words"))
                .filteredOn(row -> row.get(0).equals("`bug`"))
                .singleElement()
                .satisfies(row -> assertThat(MarkdownFile.code(row.get(1)))
                        .containsExactlyElementsOf(
                                Stream.of(Bug.values()).map(Bug::word).toList()));
    }

    @Test
    void thePlanThatIsShownIsOne() {
        assertThat(STAND_IN.blocks("hocon")).singleElement().satisfies(plan -> assertThat(
                        FaultPlan.parse(plan, "incident.conf").faults())
                .hasSize(3));
    }

    private static JsonNode json() throws IOException {
        return new ObjectMapper().readTree(SUMMARY.json());
    }

    /** The code in the first column of all tables of that title. */
    private static List<String> words(MarkdownFile document, String title) {
        return document.table(title).stream()
                .flatMap(row -> names(row.get(0)).stream())
                .toList();
    }

    private static List<String> names(String cell) {
        return MarkdownFile.code(cell).stream()
                .flatMap(code -> Stream.of(code.replace("[]", "").split(", ")))
                .toList();
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

    /** Its words at any depth; names that a file gives to something are not of the vocabulary. */
    private static Stream<String> vocabulary(DataFile data) {
        return data.words().stream()
                .flatMap(word -> data.isBlock(word)
                        ? Stream.concat(Stream.of(word), within(data.child(word)))
                        : Stream.of(word));
    }

    private static Stream<String> within(DataFile block) {
        return block.words().stream()
                .flatMap(word -> block.isBlock(word) ? vocabulary(block.child(word)) : Stream.of(word));
    }
}
