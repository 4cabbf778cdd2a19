package loadtest.standin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import loadtest.testing.Npm;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real supabase-js, from a registry, walks through the auth server. It needs Node.js and a network, unlike all other
 * tests.
 */
@EnabledIfSystemProperty(
        named = "supabase-js",
        matches = "true",
        disabledReason = "asks a registry of packages: mvn verify -Psupabase-js")
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupabaseJsIT {
    private static final Path FILES = Path.of("src/test/java/loadtest/standin/auth/supabase-js");
    private final Npm npm = new Npm(Path.of("target", "supabase-js"));

    private Optional<String> reason = Optional.empty();

    @BeforeAll
    void install() throws Exception {
        reason = npm.notInstalled(FILES);
    }

    /** Before each, since what is skipped for a whole class is neither counted nor explained by any report. */
    @BeforeEach
    void skipWhereItCannotBe() {
        Npm.skipIfMissing(reason, "supabase-js is not tried");
    }

    @Test
    void walksFromTheCreationOfAUserToItsDeletion(RunningStandIn target) throws Exception {
        var walked = npm.node(
                "walk.mjs",
                Map.of(
                        "SUPABASE_URL", target.variable("SUPABASE_URL"),
                        "SUPABASE_SERVICE_ROLE_KEY", target.variable("SUPABASE_SERVICE_ROLE_KEY")));

        assertThat(walked.code()).as(walked.output()).isZero();
        assertThat(walked.output().lines())
                .containsExactly(
                        "creates a user under a given id",
                        "reads a user",
                        "updates a user",
                        "lists users over pages",
                        "signs in, goes on and signs out",
                        "lets nobody in who may not",
                        "deletes users",
                        "refuses the users of the older seeder");
    }

    @Test
    void aPackageOfAnotherContentIsNotInstalled(@TempDir Path folder) throws Exception {
        var careful = new Npm(folder);
        assertThat(careful.install(FILES).code()).isZero();
        var lock = folder.resolve("package-lock.json");
        Files.writeString(lock, Files.readString(lock).replaceFirst("\"sha512-.{8}", "\"sha512-00000000"));

        var tampered = careful.install();

        assertThat(tampered.code()).isNotZero();
        assertThat(Npm.code(tampered)).as(tampered.output()).contains("EINTEGRITY");
        assertThat(Npm.unreachable(tampered)).isEmpty();
    }
}
