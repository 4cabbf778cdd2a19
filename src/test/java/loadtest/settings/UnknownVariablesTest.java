package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownVariablesTest {
    @ParameterizedTest
    @CsvSource({
        "PERF_BASEURL,                  PERF_BASE_URL",
        "PERF_BASE_URI,                 PERF_BASE_URL",
        "PERF_STATION_REDEEM_URLS,      PERF_STATION_REDEEM_URL",
        "PERF_CAMPAIGN_DISPATCHER_URL,  PERF_CAMPAIGN_DISPATCH_URL",
        "PERF_CONFIRM_TARGETS,          PERF_CONFIRM_TARGET",
        "PERF_SCENARIO,                 PERF_SCENARIOS",
        "PERF_OUTPUTDIR,                PERF_OUTPUT_DIR",
        "PERF_IGNORE_VARIABLE,          PERF_IGNORE_VARIABLES",
        "PREF_BASE_URL,                 PERF_BASE_URL",
        "PERF-BASE-URL,                 PERF_BASE_URL",
        "perf_base_url,                 PERF_BASE_URL",
        "Perf_Base_Url,                 PERF_BASE_URL",
        "PERFBASE_URL,                  PERF_BASE_URL",
        "SUPABASE_ULR,                  SUPABASE_URL",
        "SUPABASE_SERVICE_ROL_KEY,      SUPABASE_SERVICE_ROLE_KEY",
        "supabase_db_url,               SUPABASE_DB_URL",
        "BRIDGE_SHARE_SECRET,           BRIDGE_SHARED_SECRET",
    })
    void aMisspeltNameIsAMistakeAndTheNearestIsNamed(String name, String nearest) {
        var found = judged(Map.of(name, "canary-value"));

        assertThat(found.mistakes()).singleElement().satisfies(mistake -> assertThat(mistake.nearest())
                .contains(nearest));
        assertThatThrownBy(found::refuse)
                .isInstanceOf(BadInput.class)
                .hasMessage(name + " is no setting of this suite: is it misspelt? The nearest is " + nearest
                        + "; if another program reads it, list it in PERF_IGNORE_VARIABLES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERF_CONFIG", "PERF_PAGER", "PERF_BUILDID_DIR", "PERF_", "PERF_FOO", "PERF_SEED"})
    void anyOtherNameThatBeginsAsOursStopsARunUnlessItIsListed(String name) {
        assertThat(judged(Map.of(name, "x")).mistakes()).hasSize(1);
        assertThat(judged(Map.of(name, "x", "PERF_IGNORE_VARIABLES", "OTHER, " + name + " ,"))
                        .mistakes())
                .isEmpty();
    }

    @Test
    void allMistakesAreSaidInOneLineWithTheirPlace() {
        var found = UnknownVariables.of(
                Map.of("PERF_BASEURL", "x", "PERF_EMAL", "x"), Set.of("PERF_EMAL", "PERF_EMAIL"), Set.of());

        assertThatThrownBy(found::refuse)
                .hasMessageMatching("PERF_BASEURL is no setting .*; PERF_EMAL in \\.env is no setting .*PERF_EMAIL;.*");
    }

    @Test
    void aSettingOfOursCannotBeIgnored() {
        assertThatThrownBy(() -> judged(Map.of("PERF_IGNORE_VARIABLES", "PERF_CONFIG,PERF_BASE_URL")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("PERF_IGNORE_VARIABLES: found 'PERF_BASE_URL'; valid: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PERF_BASE_URL",
                "PERF_LOCUST_LOG",
                "PERF_STANDIN_PORT",
                "PERF_EVIDENCE_BUCKET",
                "K6_WEB_DASHBOARD",
                "PATH",
                "HOME",
                "profile",
                "baseline.gate",
                "DATABASE_URL",
                "JAVA_HOME",
                "PERFORCE",
                "perf_event_paranoid",
                "GITHUB_STEP_SUMMARY",
            })
    void whatIsKnownOrNothingLikeOursIsNotMentioned(String name) {
        var found = judged(Map.of(name, "x"));

        assertThat(found.mistakes()).isEmpty();
        assertThat(found.notes()).isEmpty();
        assertThat(found.foreign()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PERF_CAMPAIGN_REQUEST_NAME,     POST /campaigns",
        "PERF_SLEEP_SECONDS,             voucher_preview_spike.conf",
        "PERF_REDEEM_SLEEP_SECONDS,      station_redeem_peak.conf",
        "K6_LOG_HTTP,                    first failed requests",
        "LOCUST_USERS,                   older tool's own",
        "ARTILLERY_NO_TELEMETRY,         older tool's own",
        "K6_VUS,                         older tool's own",
        "ARTILLERY_CLOUD_API_KEY,        older tool's own",
    })
    void whatTheOlderToolsReadIsANoteWithItsSuccessor(String name, String instead) {
        var found = judged(Map.of(name, "x"));

        assertThatCode(found::refuse).doesNotThrowAnyException();
        assertThat(found.notes()).singleElement().satisfies(note -> {
            assertThat(note.name()).isEqualTo(name);
            assertThat(note.what()).startsWith("is not read here: ").contains(instead);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PERF_CAMPAIGN_DISPATCH_METHOD",
                "PERF_CAMPAIGN_INCLUDE_METADATA",
                "PERF_CAMPAIGN_WAIT_MIN",
                "PERF_CAMPAIGN_WAIT_MAX",
                "PERF_CAMPAIGN_TIMEOUT",
                "PERF_FORCE_RANDOM_AMOUNT",
                "ARTILLERY_ENV"
            })
    void whatTheOlderScriptsReadAndThisSuiteDoesTooIsNotMentioned(String name) {
        var found = judged(Map.of(name, "x"));

        assertThat(found.mistakes()).isEmpty();
        assertThat(found.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPABASE_ANON_KEY", "SUPABASE_ACCESS_TOKEN", "SUPABASE_JWT_SECRET", "BRIDGE_NAME"})
    void whatThePlatformsOwnToolsReadIsForeign(String name) {
        var found = judged(Map.of(name, "x"));

        assertThat(found.mistakes()).isEmpty();
        assertThat(found.foreign()).extracting(UnknownVariables.Note::name).containsExactly(name);
    }

    @Test
    void aSettingGivenAsAPropertyIsNotRead() {
        var found = UnknownVariables.of(Map.of(), Set.of(), Set.of("PERF_BASE_URL", "perf.email", "java.home"));

        assertThat(found.mistakes())
                .extracting(mistake -> mistake.name() + mistake.what())
                .containsExactly(
                        "-DPERF_BASE_URL is not read: export PERF_BASE_URL, or write it into .env",
                        "-Dperf.email is not read: export PERF_EMAIL, or write it into .env");
    }

    @ParameterizedTest
    @CsvSource({
        "profil, profile",
        "Profile, profile",
        "simulations, simulation",
        "base.line, baseline",
        "baseline.gates, baseline.gate",
        "proflie, profile",
        "fault, faults"
    })
    void aMisspeltPropertyStopsARun(String name, String meant) {
        assertThatThrownBy(UnknownVariables.of(Map.of(), Set.of(), Set.of(name))::refuse)
                .hasMessage("-D" + name + " is not read: is it -D" + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "PERF_PROFILE,        The nearest is -Dprofile;",
        "PERF_FAULTS,         The nearest is -Dfaults;",
        "PERF_LIVE,           The nearest is -Dlive;",
        "PERF_STANDIN_PROT,   The nearest is PERF_STANDIN_PORT;",
        "PERF_SLEEP_SECOND,   The nearest is PERF_SLEEP_SECONDS;",
        "PERF_URL,            .env.example lists all;",
        "PERF_ZZZ,            .env.example lists all;",
    })
    void whatIsNearIsSoughtAmongAllThatCanBeMeant(String name, String said) {
        assertThatThrownBy(judged(Map.of(name, "x"))::refuse).hasMessageContaining("is it misspelt? " + said);
    }

    @Test
    void theSeederIgnoresANameNearToAFormerOne() {
        assertThat(judged(Map.of("PERF_SLEEP_SECOND", "3")).ofTheSeeder().mistakes())
                .isEmpty();
    }

    @Test
    void thePropertiesOfThisMachineAreNotMentioned() {
        var found =
                UnknownVariables.of(Map.of(), Set.of(), System.getProperties().stringPropertyNames());

        assertThat(found.mistakes()).isEmpty();
        assertThat(found.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PERF_SEED_ANCHR,         true",
        "PERF_SEED_PASSWORD,      true",
        "PERF_SEED_X,             true",
        "PERF_CONFIRM_TARGETS,    true",
        "PERF_SUMMARY_FILE,       true",
        "SUPABASE_ULR,            true",
        "supabase_url,            true",
        "PERF_BASE_URI,           false",
        "PERF_STATION_REDEEMURL,  false",
        "PERF_CONFIG,             false",
        "PERF_CAMPAIGN_TIMEOUTS,  false",
    })
    void theSeederJudgesItsOwnAlone(String name, boolean its) {
        assertThat(judged(Map.of(name, "x")).ofTheSeeder().mistakes()).hasSize(its ? 1 : 0);
    }

    @Test
    void everyNameOfTheListsIsOneThatTheSuiteKnowsOrNot() {
        var known = VariableNames.known();

        assertThat(known.settings()).hasSizeGreaterThan(40).containsAll(known.seeder());
        assertThat(known.settings()).doesNotContainAnyElementsOf(known.others());
        assertThat(known.settings()).doesNotContainAnyElementsOf(known.gone().keySet());
    }

    @Test
    void whatStandsInDotEnvCountsAndWhatIsBlankDoesNot(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve(".env"), "PERF_BASEURL=x\nPERF_EMAL=\n");

        assertThat(UnknownVariables.of(root).mistakes())
                .extracting(UnknownVariables.Mistake::name)
                .contains("PERF_BASEURL")
                .doesNotContain("PERF_EMAL");
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, abd, 1", "abc, acb, 2", "'', abc, 3", "kitten, sitting, 3"})
    void distanceCountsSingleChanges(String one, String other, int expected) {
        assertThat(VariableNames.distance(one, other)).isEqualTo(expected);
        assertThat(VariableNames.distance(other, one)).isEqualTo(expected);
    }

    private static UnknownVariables judged(Map<String, String> variables) {
        return UnknownVariables.of(variables, Set.of(), Set.of());
    }
}
