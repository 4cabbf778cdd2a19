package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .env.example} and {@code reference.conf} tell of the same variables. */
class EnvExampleTest {
    private static final Path EXAMPLE = Path.of(".env.example");
    private static final Path REFERENCE = Path.of("seed/resources/reference.conf");

    @Test
    void everyVariableOfOneIsInTheOtherOnce() throws IOException {
        assertThat(offered()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(read());
    }

    @Test
    void eachIsExplainedInTheLineAboveIt() throws IOException {
        var lines = Files.readAllLines(EXAMPLE);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("#[A-Z].*")) {
                assertThat(lines.get(i - 1)).as("above %s", lines.get(i)).startsWith("# ");
            }
        }
    }

    @Test
    void copiedAsItIsItChangesNothing(@TempDir Path folder) throws IOException {
        Files.copy(EXAMPLE, folder.resolve(".env"));

        assertThat(DotEnv.in(folder)).isEmpty();
    }

    @Test
    void uncommentedEachLineIsAVariableAndShowsItsDefault(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(".env"), Files.readString(EXAMPLE).replaceAll("(?m)^#(?=[A-Z])", ""));

        var variables = DotEnv.in(folder);

        assertThat(variables.keySet()).containsExactlyInAnyOrderElementsOf(offered());
        var defaults = new HashMap<>(variables);
        defaults.values().removeIf(String::isBlank);
        assertThat(defaults).isNotEmpty();
        assertThat(Settings.of(defaults)).isEqualTo(Settings.of(Map.of()));
    }

    private static List<String> offered() throws IOException {
        return names(EXAMPLE, "(?m)^#([A-Z][A-Z0-9_]+)=");
    }

    private static List<String> read() throws IOException {
        return names(REFERENCE, "\\$\\{\\?([A-Z][A-Z0-9_]+)\\}");
    }

    private static List<String> names(Path file, String pattern) throws IOException {
        var names = Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(names).as("variables of %s", file).isNotEmpty();
        return names;
    }
}
