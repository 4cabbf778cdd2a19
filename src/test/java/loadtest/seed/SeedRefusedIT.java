package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import loadtest.report.runs.RunsIndex;
import loadtest.seed.summary.SeedRefusal;
import loadtest.testing.AuthServer;
import loadtest.testing.OnADeployment;
import loadtest.testing.SeedCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in one line by the command, which then ends with 2 and has written nothing. */
class SeedRefusedIT extends OnADeployment {
    @BeforeEach
    void plantCanary() {
        staging.with("PERF_SEED_USER_PASSWORD", "canary-Passw0rd");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertRefused(
                Map.of("SUPABASE_URL", " "), "not set: SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_DB_URL;");
        assertRefused(
                Map.of("SUPABASE_URL", "http://localhost", "SUPABASE_DB_URL", "postgresql://u:p@localhost/app"),
                "not set: SUPABASE_SERVICE_ROLE_KEY;");
    }

    @Test
    void nothingIsSentToAHostThatWasNotConfirmed() throws Exception {
        var variables = with("SUPABASE_DB_URL", "postgresql://u:canary@staging-db.example.com/postgres");

        assertRefused(variables, "PERF_CONFIRM_TARGET: SUPABASE_DB_URL is on staging-db.example.com");
        assertThat(staging.auth.requests).isEmpty();
    }

    @Tag("more-runs")
    @Test
    void theServiceKeyDoesNotTravelInPlainTextEvenWhereItsHostIsConfirmed() throws Exception {
        var variables = with("SUPABASE_URL", "http://project.supabase.test:9");
        variables.put("PERF_CONFIRM_TARGET", "project.supabase.test");

        assertRefused(variables, "SUPABASE_URL: project.supabase.test over plain http: the service key goes there");
    }

    @Tag("more-runs")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUPABASE_URL    | https://h:70000/                            | SUPABASE_URL: found 'https://h:70000/'",
                "SUPABASE_DB_URL | postgres://u:canary%zz@127.0.0.1/app        | SUPABASE_DB_URL: not the address",
                "PERF_DB_CA_FILE | ca.pem                                      | PERF_DB_CA_FILE: found 'ca.pem'",
            })
    void aSettingThatIsNotOfItsForm(String variable, String value, String line) throws Exception {
        assertRefused(with(variable, value), line);
    }

    @Tag("more-runs")
    @ParameterizedTest
    @CsvSource({
        "PERF_SEED_ANCHR, PERF_SEED_ANCHOR",
        "SUPABASE_DB_URI, SUPABASE_DB_URL",
        "PERF_CONFIRM_TARGETS, PERF_CONFIRM_TARGET",
    })
    void aMisspeltVariableOfItsOwn(String variable, String nearest) throws Exception {
        assertRefused(
                with(variable, "canary"),
                variable + " is no setting of this suite: is it misspelt? The nearest is " + nearest + ";");
    }

    @Tag("more-runs")
    @Test
    void aMisspeltVariableOfTheLoadIsNoneOfItsBusiness() throws Exception {
        var variables = with("PERF_BASE_URI", "canary");
        variables.put("SUPABASE_DB_URL", "postgresql://u:canary@127.0.0.1:1/postgres");

        assertRefused(variables, "SUPABASE_DB_URL: no Postgres can be reached at 127.0.0.1:1");
    }

    @Tag("more-runs")
    @Test
    void aSecretOfTwoLines() throws Exception {
        for (var variable : new String[] {"SUPABASE_SERVICE_ROLE_KEY", "PERF_SEED_USER_PASSWORD", "SUPABASE_DB_URL"}) {
            assertRefused(with(variable, "canary\ncanary"), variable + ": character 7 is U+000A, which cannot be seen");
        }
        assertThat(staging.auth.requests).isEmpty();
    }

    @Tag("more-runs")
    @Test
    void aDatabaseThatCannotBeReached() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", "postgresql://u:canary@127.0.0.1:1/postgres"),
                "SUPABASE_DB_URL: no Postgres can be reached at 127.0.0.1:1");
    }

    @Tag("more-runs")
    @Test
    void aParameterThatTheDriverDoesNotUnderstand() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", staging.url("postgres", "canary", POSTGRES.port()) + "?sslmode=sometimes"),
                "SUPABASE_DB_URL: no encrypted connection to 127.0.0.1:" + POSTGRES.port()
                        + " (Invalid sslmode value: sometimes)");
    }

    @Test
    void aWrongPassword() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", staging.url("outsider", "canary", POSTGRES.port())),
                "SUPABASE_DB_URL: the database at 127.0.0.1:" + POSTGRES.port() + " refused user 'outsider'");
    }

    @Tag("more-runs")
    @Test
    void aLoginWithoutRights() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", staging.url("outsider", "right", POSTGRES.port())),
                "SUPABASE_DB_URL: user 'outsider' lacks rights");
    }

    @Tag("more-runs")
    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        assertRefused(
                with("SUPABASE_DB_URL", "postgresql://postgres:canary@127.0.0.1:" + POSTGRES.port() + "/nope"),
                "SUPABASE_DB_URL: there is no database 'nope'");
    }

    @Test
    void aDatabaseWithoutTheTables() throws Exception {
        var url = "postgresql://postgres:canary@127.0.0.1:" + POSTGRES.port() + "/postgres";
        var ended = SeedCommand.run(folder, with("SUPABASE_DB_URL", url));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("2 things to mend before anything is written:")
                .hasLineCount(3)
                .contains("table auth.users is missing", "table public.vouchers is missing")
                .doesNotContain("\tat ", "canary");
        assertNothingWritten();
    }

    @Test
    void aWrongServiceKey() throws Exception {
        assertRefused(with("SUPABASE_SERVICE_ROLE_KEY", "canary"), "SUPABASE_SERVICE_ROLE_KEY: refused by 127.0.0.1");
    }

    @Tag("more-runs")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"code\":500,\"msg\":\"Database error\"} | answered 500 (Database error)",
                "200 | {\"id\":\"a0b1 | answered 200, which is not from an auth server",
            })
    void anAuthServerThatStaysBroken(int status, String body, String reason) throws Exception {
        staging.auth.always("GET", new AuthServer.Fault(status, body, "0"));

        assertRefused(
                staging.variables(),
                "SUPABASE_URL: the auth Admin API at " + staging.auth.url().getAuthority() + " " + reason);
    }

    @Tag("more-runs")
    @Test
    void aSummaryThatCannotBeWritten() throws Exception {
        var file = Files.writeString(folder.resolve("a-file"), "");
        assertRefused(
                with("PERF_SUMMARY_PATH", file.resolve("deep/summary.json").toString()),
                "PERF_SUMMARY_PATH: found '" + file.resolve("deep/summary.json")
                        + "'; valid: a file that can be written; " + file + " is no folder");
        assertRefused(
                with("PERF_SUMMARY_PATH", folder.toString()),
                "PERF_SUMMARY_PATH: found '" + folder + "'; valid: a file that can be written; this is a folder");
    }

    @Test
    void argumentsThatItDoesNotKnow() throws Exception {
        assertRefused(staging.variables(), "exec.args: found '--dry'; valid: -Dexec.args=--dry-run", "--dry");
        assertRefused(staging.variables(), "PERF_CONFIRM_REMOVE: does not name the database's host", "--remove");
    }

    private Map<String, String> with(String variable, String value) {
        var variables = new HashMap<>(staging.variables());
        variables.put(variable, value);
        return variables;
    }

    private void assertRefused(Map<String, String> variables, String line, String... arguments) throws Exception {
        var ended = SeedCommand.run(folder, variables, arguments);

        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).startsWith(line).hasLineCount(1).doesNotContain("\tat ", "canary", AuthServer.KEY);
        assertThat(ended.out()).doesNotContain("canary", AuthServer.KEY);
        assertThat(folder.resolve("test-results/performance/" + SeedRefusal.FILE))
                .content()
                .contains("\"reason\":\"")
                .doesNotContain("canary", AuthServer.KEY);
        assertNothingWritten();
    }

    private void assertNothingWritten() throws Exception {
        assertThat(staging.count("auth.users")).isZero();
        assertThat(staging.count("profiles")).isZero();
        try (var left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).isSubsetOf("a-file", "test-results");
        }
    }

    /** The list of runs shows it, and a build server's job. */
    @Test
    void aRefusalIsSeenUntilASeedSucceeds() throws Exception {
        var step = folder.resolve("a-file");
        var wrong = with("SUPABASE_DB_URL", "postgresql://u:canary@127.0.0.1:1/postgres");
        var results = folder.resolve("test-results/performance");
        wrong.put("GITHUB_ACTIONS", "true");
        wrong.put("GITHUB_STEP_SUMMARY", step.toString());

        var refused = SeedCommand.run(folder, wrong);

        var reason = "SUPABASE_DB_URL: no Postgres can be reached at 127.0.0.1:1";
        assertThat(refused.out().lines().filter(line -> line.startsWith("::error title=seed::" + reason)))
                .hasSize(1);
        assertThat(Files.readString(step)).startsWith("### Seed: refused\n\n- ").contains("127.0.0.1:1");
        assertThat(Files.readString(results.resolve(SeedRefusal.FILE)))
                .contains("\"reason\":\"" + reason)
                .doesNotContain("canary");
        RunsIndex.update(results);
        assertThat(results.resolve("index.html")).content().contains("The last seed was refused", reason);

        assertThat(SeedCommand.run(folder, staging.variables(), "--dry-run").code())
                .isZero();
        assertThat(results.resolve(SeedRefusal.FILE)).as("a plan is no seed").exists();

        assertThat(SeedCommand.run(folder, staging.variables()).code()).isZero();
        assertThat(results.resolve(SeedRefusal.FILE)).doesNotExist();
    }
}
