package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command as users start it: an own process, with its output and its exit code. */
class SeedCommandIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final String PASSWORD = "canary-Passw0rd";

    @TempDir
    Path folder;

    private Staging staging;

    /** What a process left. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void deploy() throws Exception {
        staging = new Staging(POSTGRES, folder).with("PERF_SEED_USER_PASSWORD", PASSWORD);
    }

    @AfterEach
    void takeDown() {
        staging.close();
    }

    @Test
    void seedsAndSaysWhatItDid() throws Exception {
        var first = run(staging.variables());

        assertThat(first.err).isEmpty();
        assertThat(first.code).isZero();
        assertThat(first.out)
                .contains("auth      " + staging.auth.url())
                .contains("database  127.0.0.1:" + POSTGRES.port() + "/" + staging.database)
                .containsPattern("campaign_targets +10,012 +0 +0 +0\n")
                .containsPattern("done, in \\d+\\.\\d\\d s")
                .contains("summary: " + staging.summary)
                .doesNotContain(PASSWORD, AuthServer.KEY);
        SeedSummary.read(staging.summary);

        assertThat(run(staging.variables()).out).contains("nothing changed, in ");
    }

    @Test
    void namesAllThatIsMissing() throws Exception {
        assertRefused(
                Map.of("SUPABASE_URL", " "), "not set: SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_DB_URL;");
        assertRefused(
                Map.of("SUPABASE_URL", "http://localhost", "SUPABASE_DB_URL", "postgresql://u:p@localhost/app"),
                "not set: SUPABASE_SERVICE_ROLE_KEY;");
    }

    @Test
    void sendsNothingToAHostThatWasNotConfirmed() throws Exception {
        var variables = with("SUPABASE_DB_URL", "postgresql://u:canary@staging-db.example.com/postgres");

        assertRefused(variables, "PERF_CONFIRM_TARGET: SUPABASE_DB_URL is on staging-db.example.com");
        assertThat(staging.auth.requests).isEmpty();
    }

    @Test
    void saysSoWhenTheDatabaseCannotBeReached() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", "postgresql://u:canary@127.0.0.1:1/postgres"),
                "SUPABASE_DB_URL: no Postgres can be reached at 127.0.0.1:1");
    }

    @Test
    void saysSoWhenThePasswordIsWrong() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", staging.url("outsider", "canary", POSTGRES.port())),
                "SUPABASE_DB_URL: the database at 127.0.0.1:" + POSTGRES.port() + " refused user 'outsider'");
    }

    @Test
    void saysSoWhenTheLoginLacksRights() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", staging.url("outsider", "right", POSTGRES.port())),
                "SUPABASE_DB_URL: user 'outsider' lacks rights");
    }

    @Test
    void saysSoWhenThereIsNoSuchDatabase() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", "postgresql://postgres:canary@127.0.0.1:" + POSTGRES.port() + "/nope"),
                "SUPABASE_DB_URL: there is no database 'nope'");
    }

    @Test
    void saysSoWhenItIsNotThePlatformsDatabase() throws Exception {
        var ended =
                run(with("SUPABASE_DB_URL", "postgresql://postgres:canary@127.0.0.1:" + POSTGRES.port() + "/postgres"));

        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err)
                .startsWith("2 things to mend before anything is written:")
                .hasLineCount(3)
                .contains("table auth.users is missing", "table public.vouchers is missing")
                .doesNotContain("\tat ", "canary");
    }

    @Test
    void saysSoWhenTheServiceKeyIsWrong() throws Exception {
        assertRefused(with("SUPABASE_SERVICE_ROLE_KEY", "canary"), "SUPABASE_SERVICE_ROLE_KEY: refused by 127.0.0.1");
    }

    @Test
    void saysSoWhenTheSummaryCannotBeWritten() throws Exception {
        var taken = Files.writeString(folder.resolve("a-file"), "");

        assertRefused(with("PERF_SUMMARY_PATH", taken.resolve("summary.json").toString()), "PERF_SUMMARY_PATH");
    }

    @Test
    void saysSoWhenASettingIsNotOfItsForm() throws Exception {
        assertRefused(with("SUPABASE_DB_URL", "canary"), "SUPABASE_DB_URL: not the address of a Postgres");
    }

    @Test
    void knowsItsArguments() throws Exception {
        assertRefused(staging.variables(), "exec.args: found '--dry'; valid: -Dexec.args=--dry-run", "--dry");
        assertRefused(staging.variables(), "PERF_CONFIRM_REMOVE: does not name the database's host", "--remove");

        var ended = run(staging.variables(), "--dry-run");

        assertThat(ended.code).as(ended.err).isZero();
        assertThat(ended.out)
                .containsPattern("campaign_targets +10,012 +0 +0 +0\n")
                .contains("dry run: nothing was written");
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void saysSoWhenTheAuthorityOfTheCertificateIsNotThere() throws Exception {
        assertRefused(with("PERF_DB_CA_FILE", folder.resolve("ca.pem").toString()), "PERF_DB_CA_FILE: found");
    }

    private Map<String, String> with(String variable, String value) {
        var variables = new HashMap<>(staging.variables());
        variables.put(variable, value);
        return variables;
    }

    private void assertRefused(Map<String, String> variables, String line, String... arguments) throws Exception {
        var ended = run(variables, arguments);

        assertThat(ended.code).as(ended.err).isEqualTo(2);
        assertThat(ended.err).startsWith(line).hasLineCount(1).doesNotContain("\tat ", "canary", AuthServer.KEY);
        assertThat(ended.out).doesNotContain("canary", AuthServer.KEY);
        assertThat(staging.count("profiles")).isZero();
        assertThat(Files.exists(staging.summary)).isFalse();
    }

    private Ended run(Map<String, String> variables, String... arguments) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), Seed.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        var process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
