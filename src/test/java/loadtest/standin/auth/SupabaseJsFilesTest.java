package loadtest.standin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is installed is what was looked at, and those who run CI run it. */
class SupabaseJsFilesTest {
    private static final Path FOLDER = Path.of("src/test/java/loadtest/standin/auth/supabase-js");
    private static final String COMMAND = "mvn -B verify -Psupabase-js";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyPackageOfTheLockHasItsHashAndNoHost() throws IOException {
        var text = Files.readString(FOLDER.resolve("package-lock.json"));
        var packages = JSON.readTree(text).path("packages");

        assertThat(text).doesNotContain("\"resolved\"", "://");
        assertThat(packages.path("node_modules/@supabase/supabase-js").isObject())
                .isTrue();
        packages.properties().stream().filter(one -> !one.getKey().isEmpty()).forEach(one -> assertThat(
                        one.getValue().path("integrity").asText())
                .as(one.getKey())
                .matches("sha512-[A-Za-z0-9+/]{86}=="));
        assertThat(Files.readString(FOLDER.resolve(".npmrc"))).contains("omit-lockfile-registry-resolved=true");
    }

    @Test
    void thePackageAsksForOneVersionWhichTheLockHas() throws IOException {
        var wanted = JSON.readTree(FOLDER.resolve("package.json").toFile()).path("dependencies");
        var locked = JSON.readTree(FOLDER.resolve("package-lock.json").toFile()).path("packages");

        assertThat(wanted.properties()).hasSize(1);
        assertThat(wanted.path("@supabase/supabase-js").asText()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(locked.at("/node_modules~1@supabase~1supabase-js/version"))
                .isEqualTo(wanted.path("@supabase/supabase-js"));
    }

    @Test
    void continuousIntegrationRunsIt() throws IOException {
        for (var file : List.of(".ci/run", ".github/workflows/ci.yml")) {
            assertThat(Files.readString(Path.of(file))).as(file).contains(COMMAND);
        }
        assertThat(Files.readString(Path.of(".github/dependabot.yml")))
                .contains("package-ecosystem: npm", "directory: /" + FOLDER);
    }
}
