package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loadtest.load.Profile;
import loadtest.settings.UnknownVariables;
import loadtest.testing.RefusingTarget;
import loadtest.testing.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {
    private static final Workload ANY = Workload.simplest();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "PERF_SCENARIOS, station_redeem_peak, LEFT_OUT,  0, ID is left out: it is not in PERF_SCENARIOS",
        "PERF_BASE_URL,  http://a.test,   CANNOT_RUN,    2, ID cannot run: is missing PERF_ORG_SLUG",
        "profile,        nope,            MISCONFIGURED, 1, nothing was run: -Dprofile",
        "PERF_SHARE,     4/3,             MISCONFIGURED, 1, nothing was run: PERF_SHARE",
        "PERF_SHARE,     2/3,             MISCONFIGURED, 1, 'nothing was run: PERF_SHARE is 2/3, and no target is'",
        "PERF_START_AT,  soon,            MISCONFIGURED, 1, nothing was run: PERF_START_AT: found 'soon'",
        "PERF_START_AT,  2020-01-31T00:00:00Z, MISCONFIGURED, 1, nothing was run: PERF_START_AT: found '2020",
        "PERF_START_AT,  2999-01-31T00:00:00Z, MISCONFIGURED, 1, nothing was run: PERF_START_AT: found '2999",
        "PERF_START_AT,  PT1H,            MISCONFIGURED, 1, nothing was run: PERF_START_AT is when the load of one",
    })
    void aRunThatDoesNotHappenHasAnOutcomeAReasonAndAnExitCode(
            String variable, String value, NotRun.NotRunKind kind, int exitCode, String line) {
        var notRun = (NotRun) prepared(Map.of(variable, value));

        assertThat(notRun.kind()).isEqualTo(kind);
        assertThat(notRun.exitCode()).isEqualTo(exitCode);
        assertThat(notRun.line()).startsWith(line.replace("ID", ANY.id())).endsWith(notRun.reason());
    }

    @Test
    void whatTheTargetRefusesConcernsThisScenarioAlone() {
        var notRun = (NotRun) prepared(deployment("http://127.0.0.1:1"));

        assertThat(notRun.kind()).isEqualTo(NotRun.NotRunKind.CANNOT_RUN);
        assertThat(notRun.reason()).contains("PERF_BASE_URL", "127.0.0.1:1");
    }

    @Test
    void theShareOfAMachineIsAppliedOnce() throws IOException {
        try (var target = new RefusingTarget()) {
            var variables = deployment(target.url());
            var whole = run(variables);
            variables.put("PERF_SHARE", "1/3");
            variables.put("PERF_RUN_GROUP", "nightly-7");
            var third = run(variables);

            assertThat(third.load().plannedUsers().orElseThrow())
                    .isEqualTo(Math.round(whole.load().plannedUsers().orElseThrow() / 3.0));
            assertThat(third.profile())
                    .isEqualTo(whole.profile())
                    .isEqualTo(third.file().profiles().named("ramp").orElseThrow());
            assertThat(third.notes())
                    .extracting(RunNote::text)
                    .containsOnlyOnce(
                            "share 1/3 of nightly-7 (PERF_SHARE): what all machines have measured is judged by"
                                    + " their merge");
            assertThat(whole.notes()).noneMatch(note -> note.text().contains("PERF_SHARE"));
        }
    }

    @Test
    void aPreparedRunIsNeverChanged() throws IOException {
        try (var target = new RefusingTarget()) {
            var run = run(deployment(target.url()));
            var smaller =
                    run.without(ANY.get(), "nobody asks").scaled(0.5, "why not").noting(RunNote.of("a note"));

            assertThat(run.slos().requestNames()).contains(ANY.get());
            assertThat(run.notes()).extracting(RunNote::text).containsExactly("OLD_NAME is not read here");
            assertThat(smaller.slos().requestNames()).doesNotContain(ANY.get());
            assertThat(smaller.notes())
                    .extracting(RunNote::text)
                    .containsExactly(
                            "OLD_NAME is not read here",
                            ANY.get() + " left out: nobody asks",
                            "only 50 % of the profile's load: why not",
                            "a note");
            assertThat(smaller.id()).isEqualTo(run.id());
            assertThat(smaller.profile().plannedUsers().orElseThrow())
                    .isEqualTo(run.profile().plannedUsers().orElseThrow() / 2);
        }
    }

    @Test
    void notesWhereTheProfileComesFrom() throws IOException {
        try (var target = new RefusingTarget()) {
            var named = deployment(target.url());
            named.put("ARTILLERY_ENV", "ci");
            assertThat(notes(named)).contains("ARTILLERY_ENV=ci does not count beside -Dprofile=ramp");
            named.put("profile", "ci");
            assertThat(notes(named)).noneMatch(note -> note.contains("ARTILLERY_ENV"));
            named.remove("profile");
            assertThat(notes(named)).contains("profile ci: ARTILLERY_ENV names it");
        }
    }

    @Test
    void aLengthIsOfTheProfilesThatMayHaveAny() throws IOException {
        var soak = ANY.file().profiles().all().stream()
                .filter(Profile::anyLength)
                .findFirst()
                .orElseThrow();
        try (var target = new RefusingTarget()) {
            var variables = deployment(target.url());
            variables.put("PERF_LOAD_LENGTH", "2h");
            assertThat(notes(variables))
                    .contains("PERF_LOAD_LENGTH does not count: profile ramp is as long as its file says");
            variables.put("profile", soak.name());

            var run = run(variables);
            assertThat(run.profile().length()).isEqualTo(Duration.ofHours(2)).isNotEqualTo(soak.length());
            assertThat(run.notes()).noneMatch(note -> note.text().contains("PERF_LOAD_LENGTH"));
            variables.put("length", "90 s");
            assertThat(run(variables).profile().length())
                    .as("-Dlength goes before it")
                    .isEqualTo(Duration.ofSeconds(90));
        }
    }

    private List<String> notes(Map<String, String> variables) {
        return run(variables).notes().stream().map(RunNote::text).toList();
    }

    private Map<String, String> deployment(String url) {
        return new HashMap<>(Map.of(
                "PERF_BASE_URL", url,
                "PERF_ORG_SLUG", "demo",
                "PERF_EMAIL", "load.user@example.com",
                "PERF_PASSWORD", "password123",
                "profile", "ramp"));
    }

    private PreparedRun run(Map<String, String> variables) {
        return ((WholeRun) prepared(variables)).parts().get(0);
    }

    private Preparation prepared(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("PERF_OUTPUT_DIR", folder.resolve("results").toString());
        return Preparation.of(
                Scope.of(ANY.file().scenario()),
                all,
                List.of(new UnknownVariables.Note("OLD_NAME", "is not read here")),
                attempt -> {});
    }
}
