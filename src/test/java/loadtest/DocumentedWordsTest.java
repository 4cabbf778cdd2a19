package loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.settings.DataFile;
import loadtest.standin.fault.Bug;
import loadtest.standin.fault.FaultPlan;
import loadtest.testing.MarkdownFile;
import org.junit.jupiter.api.Test;

/** The documents explain every word of the data files that people write. */
class DocumentedWordsTest {
    private static final MarkdownFile STAND_IN = MarkdownFile.read(Path.of("src/test/java/loadtest/standin/README.md"));
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    @Test
    void everyWordOfAScenarioFileIsExplained() throws IOException {
        var document = MarkdownFile.read(SCENARIOS.resolve("README.md"));
        var explained = Set.copyOf(document.code());

        assertThat(scenarios().flatMap(DocumentedWordsTest::vocabulary))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(explained).contains(word));
    }

    @Test
    void everyWordOfAFaultIsListedAndEveryBug() {
        var refusal = catchThrowable(() -> FaultPlan.parse("faults { any { nonsense = 1 } }", "a plan"));
        var valid = refusal.getMessage().replaceFirst(".*valid: ", "").split(", ");

        assertThat(Set.copyOf(STAND_IN.words("Words"))).containsExactlyInAnyOrder(valid);
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

    private static Stream<DataFile> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".conf")).map(MarkdownFile::read).toList().stream()
                    .map(file -> DataFile.parse(file.text(), file.toString()));
        }
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
