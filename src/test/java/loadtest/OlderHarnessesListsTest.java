package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loadtest.settings.DataFile;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What became of each file, option, variable, field, fixture and threshold of the older harnesses is data, every row of
 * which names the test that holds it; {@code -Dupdate} writes the document that users read.
 */
class OlderHarnessesListsTest {
    private static final Path DATA = Path.of("src/test/resources/older-harnesses.conf");
    private static final Path DOCUMENT = Path.of("src/test/resources/scenarios/older-harnesses.md");
    private static final Path HOUSE = Path.of("src/test/java");

    @Test
    void everyRowHasOneOutcomeAndItsReason() {
        assertThat(groups().flatMap(group -> group.rows().stream()).flatMap(row -> row.mistakes().stream()))
                .isEmpty();
    }

    @Test
    void theTestThatARowNamesExists() throws IOException {
        var missing = new ArrayList<String>();
        for (var row : groups().flatMap(group -> group.rows().stream()).toList()) {
            if (!row.test().isEmpty() && !exists(row.test())) {
                missing.add(row.before() + ": there is no test " + row.test());
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void theDocumentIsWrittenFromTheData() throws IOException {
        if (System.getProperty("update") != null) {
            Files.writeString(DOCUMENT, document());
        }
        assertThat(DOCUMENT)
                .as("mvn test -Dtest='*ListsTest' -Dupdate writes it from " + DATA)
                .content()
                .isEqualTo(document());
    }

    private record Group(String title, List<Row> rows) {}

    /**
     * @param before what the older harnesses had
     * @param better why it is another thing now; empty where it is the same or gone
     * @param gone why there is no such thing; empty otherwise
     * @param test the class and the method of the test that holds the row
     */
    private record Row(String before, String now, String better, String gone, String test) {
        static Row of(String before, DataFile data) {
            data.only("now", "better", "gone", "test");
            return new Row(before, text(data, "now"), text(data, "better"), text(data, "gone"), text(data, "test"));
        }

        private static String text(DataFile data, String word) {
            return data.text(word).orElse("");
        }

        List<String> mistakes() {
            var mistakes = new ArrayList<String>();
            if (!better.isEmpty() && !gone.isEmpty()) {
                mistakes.add(before + ": it is either better or gone");
            }
            if (gone.isEmpty() && now.isEmpty()) {
                mistakes.add(before + ": 'now' says what stands for it");
            }
            if (gone.isEmpty() && test.isEmpty()) {
                mistakes.add(before + ": 'test' names what holds it");
            }
            return mistakes;
        }

        String outcome() {
            if (!gone.isEmpty()) {
                return "*gone* because " + gone;
            }
            return better.isEmpty() ? "*same*" : "*better* because " + better;
        }

        String line() {
            var held = test.isEmpty() ? "" : "`" + test + "`";
            return "| " + before + " | " + now + " | " + outcome() + " | " + held + " |\n";
        }
    }

    private static Stream<Group> groups() {
        var groups = data().child("groups");
        return groups.words().stream().map(title -> {
            var rows = groups.child(title);
            return new Group(
                    title,
                    rows.words().stream()
                            .map(before -> Row.of(before, rows.child(before)))
                            .toList());
        });
    }

    private static DataFile data() {
        try {
            return DataFile.parse(Files.readString(DATA), DATA.toString()).only("introduction", "groups");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String document() {
        var rows = groups().flatMap(group -> group.rows().stream()).toList();
        var text = new StringBuilder("# Coming from the older harnesses\n\n");
        for (var paragraph : data().list("introduction")) {
            text.append(paragraph).append("\n\n");
        }
        var gone = rows.stream().filter(row -> !row.gone().isEmpty()).count();
        var better = rows.stream().filter(row -> !row.better().isEmpty()).count();
        text.append("Of " + rows.size() + " rows " + (rows.size() - better - gone) + " are the same, " + better
                + " better and " + gone + " gone.\n");
        groups().forEach(group -> {
            text.append("\n## ").append(group.title()).append("\n\n| Before | Now | Outcome | Held by |\n");
            text.append("| --- | --- | --- | --- |\n");
            group.rows().forEach(row -> text.append(row.line()));
        });
        return text.toString();
    }

    /** Whether that class has that method, and the method is one that is run as a test. */
    private static boolean exists(String test) throws IOException {
        var parts = test.split("\\.");
        try (var files = Files.walk(HOUSE)) {
            return files.filter(file -> file.endsWith(parts[0] + ".java"))
                    .map(file -> HOUSE.relativize(file).toString().replaceAll("\\.java$", ""))
                    .map(name -> type(name.replaceAll("[/\\\\]", ".")))
                    .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                    .anyMatch(method -> parts.length == 2
                            && method.getName().equals(parts[1])
                            && AnnotationSupport.isAnnotated(method, Testable.class));
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, OlderHarnessesListsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
