package loadtest.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Test
    void knowsWhatIsRun() {
        assertThat(Environment.suite().version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Environment.suite().gatling()).startsWith("3.");
        assertThat(Environment.suite().java()).startsWith(System.getProperty("java.specification.version"));
        assertThat(Environment.machine().cores()).isPositive();
        assertThat(Environment.machine().heapMegabytes()).isPositive();
        assertThat(Environment.machine().os()).contains(System.getProperty("os.name"));
    }

    @Test
    void findsTheCommitOfTheCloneAround() throws IOException {
        git("HEAD", "ref: refs/heads/main\n");
        git("refs/heads/main", ID + "\n");

        assertThat(Environment.commit(Files.createDirectories(folder.resolve("target/test-classes"))))
                .contains("0123456789ab");
    }

    @Test
    void findsItInPackedReferences() throws IOException {
        git("HEAD", "ref: refs/heads/main\n");
        git(
                "packed-refs",
                "# pack-refs with: peeled\n" + "f".repeat(40) + " refs/heads/not/main\n" + ID + " refs/heads/main\n^"
                        + "e".repeat(40) + "\n");

        assertThat(Environment.commit(folder)).contains("0123456789ab");
    }

    @Test
    void findsItWhereNoBranchIsCheckedOut() throws IOException {
        git("HEAD", ID + "\n");

        assertThat(Environment.commit(folder)).contains("0123456789ab");
    }

    @Test
    void findsItInASecondWorkingTree() throws IOException {
        git("worktrees/second/HEAD", "ref: refs/heads/second\n");
        git("worktrees/second/commondir", "../..\n");
        git("refs/heads/second", ID + "\n");
        var second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(second.resolve(".git"), "gitdir: " + folder.resolve(".git/worktrees/second") + "\n");

        assertThat(Environment.commit(second)).contains("0123456789ab");
    }

    @Test
    void saysNothingOfABrokenOrMissingClone() throws IOException {
        git("HEAD", "ref: refs/heads/unborn\n");

        assertThat(Environment.commit(folder)).isEmpty();
        assertThat(Environment.commit(folder.getRoot())).isEmpty();
    }

    private void git(String name, String text) throws IOException {
        var file = folder.resolve(".git").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
