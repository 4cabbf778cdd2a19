package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFolderTest {
    @TempDir
    Path folder;

    @AfterEach
    void none() {
        System.clearProperty(ProjectFolder.PROPERTY);
    }

    @Test
    void isTheWorkingDirectoryWhereTheBuildNamesNone() {
        assertThat(ProjectFolder.resolve("a/b")).isEqualTo(Path.of("a/b"));
    }

    @Test
    void staysShortWhereItIsTheWorkingDirectory() {
        System.setProperty(ProjectFolder.PROPERTY, Path.of("").toAbsolutePath().toString());

        assertThat(ProjectFolder.resolve("a/b")).isEqualTo(Path.of("a/b"));
        assertThat(ProjectFolder.relative(Path.of("a/b").toAbsolutePath())).isEqualTo(Path.of("a/b"));
    }

    @Test
    void isWhereTheBuildSays() {
        System.setProperty(ProjectFolder.PROPERTY, folder.toString());

        assertThat(ProjectFolder.resolve("a/b")).isEqualTo(folder.resolve("a/b"));
        assertThat(ProjectFolder.resolve("/a/b")).isEqualTo(Path.of("/a/b"));
        assertThat(ProjectFolder.relative(folder.resolve("a/b"))).isEqualTo(Path.of("a/b"));
        assertThat(ProjectFolder.relative(Path.of("/a/b"))).isEqualTo(Path.of("/a/b"));
    }
}
