package loadtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritableTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"PERF_OUTPUT_FILE", "PERF_RESPONSE_LOG"})
    void refusesWhereNoFileCanBe(String variable) throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "no folder");

        for (var wrong : new Path[] {file.resolve("out"), file.resolve("deeper/out"), folder, Path.of("/")}) {
            assertThatThrownBy(() -> Writable.require(Settings.of(Map.of(variable, wrong.toString()))))
                    .as(wrong.toString())
                    .isInstanceOf(BadInput.class)
                    .hasMessage("%s: found '%s'; valid: a file in a folder that can be written", variable, wrong);
        }
        assertThat(file).hasContent("no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERF_OUTPUT_FILE", "PERF_RESPONSE_LOG"})
    void makesTheFolderAndNoFile(String variable) throws IOException {
        var file = folder.resolve("made/on demand/out");
        var linked = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("there")));

        Writable.require(Settings.of(Map.of(variable, file.toString())));
        Writable.require(Settings.of(Map.of(variable, linked.resolve("out").toString())));

        assertThat(file.getParent()).isEmptyDirectory();
        assertThat(linked).isEmptyDirectory();
    }
}
