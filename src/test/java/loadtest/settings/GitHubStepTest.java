package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubStepTest {
    @TempDir
    Path folder;

    private Path file;
    private GitHubStep step;

    @BeforeEach
    void fileOfTheStep() {
        file = folder.resolve("summary.md");
        step = new GitHubStep(Map.of("GITHUB_STEP_SUMMARY", file.toString()));
    }

    @Test
    void aBlockReplacesTheOneOfItsNameAndNothingElse() throws IOException {
        Files.writeString(file, "before\n");
        step.block("a", room -> "first\n");
        step.block("b", room -> "other\n");
        step.append(() -> "behind\n");

        step.block("a", room -> "second\n");

        assertThat(Files.readString(file).replaceAll("<!--.*-->\n", "")).isEqualTo("before\nsecond\nother\nbehind\n");
    }

    @Test
    void aBlockWhoseEndIsMissingIsLeftAsItIs() throws IOException {
        Files.writeString(file, "<!-- a -->\nhalf\n");

        step.block("a", room -> "whole\n");

        assertThat(Files.readString(file)).startsWith("<!-- a -->\nhalf\n").contains("whole\n");
    }

    @Test
    void aBlockHasTheRoomThatTheOthersLeave() throws IOException {
        Files.write(file, new byte[1_000_000]);

        step.block("a", room -> "x".repeat((int) room));

        assertThat(Files.size(file)).isEqualTo(1 << 20);
        step.block("a", room -> "y".repeat((int) room + 1));
        assertThat(Files.readString(file))
                .as("a longer one would cost the whole summary")
                .contains("xxx");
    }

    @Test
    void whatIsAppendedIsCutInWholeLines() throws IOException {
        Files.write(file, new byte[(1 << 20) - 200]);

        step.append(() -> "a line\n".repeat(100));

        assertThat(Files.size(file)).isBetween((1L << 20) - 110, 1L << 20);
        assertThat(Files.readString(file)).containsPattern("a line\n\n- \\d+ more lines have no room here");
        var full = Files.size(file);
        step.append(() -> "a long line ".repeat(20));
        assertThat(Files.size(file)).isEqualTo(full);
    }

    @Test
    void halfACharacterInAMessageDoesNotCostTheSummary() throws IOException {
        step.block("a", room -> "half \ud83d\nwhole\n");

        assertThat(Files.readString(file)).contains("half ?\nwhole\n");
    }

    @Test
    void doesNothingElsewhereAndNeverThrows() {
        new GitHubStep(Map.of()).block("a", room -> {
            throw new IllegalStateException("it was asked for");
        });
        new GitHubStep(Map.of("GITHUB_STEP_SUMMARY", folder.toString())).block("a", room -> "text");
        new GitHubStep(Map.of("GITHUB_STEP_SUMMARY", folder.toString())).append(() -> "text");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isReadWhereOneOfTheTwoPlacesIs() {
        assertThat(step.isRead()).isTrue();
        assertThat(new GitHubStep(Map.of("GITHUB_ACTIONS", "true")).isRead()).isTrue();
        assertThat(new GitHubStep(Map.of("GITHUB_ACTIONS", "false", "GITHUB_STEP_SUMMARY", "")).isRead())
                .isFalse();
    }

    @Test
    void theRunOfAWorkflowHasAnAddressWhereAllOfItIsKnown() {
        var known = Map.of(
                "GITHUB_SERVER_URL", "https://github.example",
                "GITHUB_REPOSITORY", "o/r",
                "GITHUB_RUN_ID", "7");

        assertThat(new GitHubStep(known).run()).contains("https://github.example/o/r/actions/runs/7");
        assertThat(new GitHubStep(Map.of("GITHUB_RUN_ID", "7")).run()).isEmpty();
    }
}
