package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** A path of our own that is relative to the working directory would be somewhere else there. */
    @Test
    void isAskedForEveryPathOfOurOwn() throws IOException {
        for (var root : List.of("seed/java", "src/test/java")) {
            try (var files = Files.walk(Path.of(root))) {
                var sources = files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().matches(".*(Test|IT|ProjectFolder)\\.java|.*\\.md"))
                        .filter(file -> !file.toString().matches(".*[/\\\\](testing|truth)[/\\\\].*"))
                        .toList();
                assertThat(sources).isNotEmpty().allSatisfy(file -> assertThat(file)
                        .content(StandardCharsets.UTF_8)
                        .doesNotContain("Path.of(\"\")", "Path.of(\"target", "new File(\"\")", "\"user.dir\""));
            }
        }
    }

    @Test
    void isWhereTheBuildSays() {
        System.setProperty(ProjectFolder.PROPERTY, folder.toString());

        assertThat(ProjectFolder.resolve("a/b")).isEqualTo(folder.resolve("a/b"));
        assertThat(ProjectFolder.resolve("/a/b")).isEqualTo(Path.of("/a/b"));
        assertThat(ProjectFolder.relative(folder.resolve("a/b"))).isEqualTo(Path.of("a/b"));
        assertThat(ProjectFolder.relative(Path.of("/a/b"))).isEqualTo(Path.of("/a/b"));
    }

    /** The driver would look for them in the working directory. */
    @Test
    void filesThatTheDatabasesAddressNamesAreTheProjects() {
        System.setProperty(ProjectFolder.PROPERTY, folder.toString());

        assertThat(Database.parse("X", new Secret("postgresql://u:p@h/app?sslrootcert=certs/ca.pem&sslcert=/a/c.pem"))
                        .parameters())
                .containsEntry("sslrootcert", folder.resolve("certs/ca.pem").toString())
                .containsEntry("sslcert", "/a/c.pem");
    }
}
