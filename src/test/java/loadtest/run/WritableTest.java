package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritableTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"PERF_OUTPUT_FILE", "PERF_RESPONSE_LOG", "PERF_LOCUST_LOG"})
    void refusesWhereNoFileCanBe(String variable) throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "no folder");

        for (var wrong : new Path[] {file.resolve("out"), file.resolve("deeper/out"), folder, Path.of("/")}) {
            assertThatThrownBy(() -> require(variable, wrong))
                    .as(wrong.toString())
                    .isInstanceOf(BadInput.class)
                    .hasMessage("%s: found '%s'; valid: a file in a folder that can be written", variable, wrong);
        }
        assertThat(file).hasContent("no folder");
    }

    @Test
    void refusesAFolderForResultsThatCannotBe() throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "no folder");

        for (var wrong : List.of(file, file.resolve("deeper"), Path.of("/proc/results"), Path.of("/proc"))) {
            assertThatThrownBy(() -> Writable.requireResults(results(wrong)))
                    .as(wrong.toString())
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(
                            "PERF_OUTPUT_DIR: found '%s'; valid: a folder that can be made and written; ", wrong)
                    .hasMessageNotContainingAny("Exception", "\n");
        }
        assertThat(file).hasContent("no folder");
    }

    @Test
    void makesTheFolderForResultsAndLeavesNothingInIt() {
        Writable.requireResults(results(folder.resolve("made/on demand")));

        assertThat(folder.resolve("made/on demand")).isEmptyDirectory();
    }

    @Test
    void deletesWhatAKilledStartHasLeft() throws IOException {
        var killed = Files.createFile(folder.resolve(".writable.0f8fad5b-d9cb-469f-a165-70867728950e.tmp"));
        var young = Files.createFile(folder.resolve(".writable.0f8fad5b-d9cb-469f-a165-70867728950f.tmp"));
        Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minusSeconds(3_600)));

        Writable.requireResults(results(folder));

        assertThat(folder.toFile().list()).containsExactly(young.getFileName().toString());
    }

    /** A disk that has room for a name and for no more; only root can make one for a test. */
    @Test
    void refusesADiskThatIsFull() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk")).toString();
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk), "no right to mount");
        try {
            assertThatThrownBy(() -> Writable.requireResults(results(Path.of(disk))))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("only 0 MB are free there");
        } finally {
            assertThat(succeeds("umount", disk)).isTrue();
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /** Another program's file would be spoilt by lines of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"{\n  \"passed\": true\n}\n", "email,password\n", "\u0000\u0001", "[1]\n", "\n", "{}x\n"})
    void refusesALogThatIsAnotherFile(String text) throws IOException {
        var file = Files.writeString(folder.resolve("file"), text);

        assertThatThrownBy(() -> require("PERF_LOCUST_LOG", file))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_LOCUST_LOG: found '%s'; valid: a file of JSON lines to append to", file)
                .hasMessageContaining("its first line is no JSON object")
                .hasMessageNotContainingAny("\n", "Exception");
        assertThat(file).hasContent(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"ts\": 1.5, \"name\": \"campaign_dispatch\"}\n",
                "{\"time\": \"2030\"}\n{\"tim",
                "{\"time\": \"20"
            })
    void takesALogOfEarlierRunsAndOfLocust(String text) throws IOException {
        var file = Files.writeString(folder.resolve("log"), text);

        require("PERF_RESPONSE_LOG", file);

        assertThat(file).hasContent(text);
    }

    @Test
    void refusesALogThatMayNotBeWritten() throws IOException {
        var file = Files.writeString(folder.resolve("log"), "{}\n");
        file.toFile().setReadOnly();
        assumeTrue(!Files.isWritable(file), "root may write everything");

        assertThatThrownBy(() -> require("PERF_RESPONSE_LOG", file))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith("; it may not be accessed");
    }

    private static void require(String variable, Path file) {
        var variables = Map.of(variable, file.toString());
        Writable.require(Settings.of(variables), variables);
    }

    private static Settings results(Path folder) {
        return Settings.of(Map.of("PERF_OUTPUT_DIR", folder.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERF_OUTPUT_FILE", "PERF_RESPONSE_LOG"})
    void makesTheFolderAndNoFile(String variable) throws IOException {
        var file = folder.resolve("made/on demand/out");
        var linked = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("there")));

        require(variable, file);
        require(variable, linked.resolve("out"));

        assertThat(file.getParent()).isEmptyDirectory();
        assertThat(linked).isEmptyDirectory();
    }
}
