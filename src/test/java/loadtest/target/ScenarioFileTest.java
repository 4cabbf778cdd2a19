package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import loadtest.run.Selection;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.testing.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One reader finds every mistake of a scenario's file, before anything is sent. */
class ScenarioFileTest {
    private static final String REST = """
            addresses { till { url = PERF_STATION_REDEEM_URL } }, profiles { local { open = "at-once 1 user" } }
            failed = "< 1 %"
            requests { "POST /redeem" { p95 = 500 ms } }
            """;

    private static final String AUDITED = "audit = redeem.RedeemAudit, ";

    @TempDir
    Path folder;

    @Test
    void theShippedFilesHaveNone() {
        assertThat(Scenarios.onClassPath().files()).isNotEmpty().allSatisfy(file -> {
            assertThat(file.profiles().names()).contains("local", "ci", "ramp");
            assertThat(file.slos().integrity())
                    .isSubsetOf(file.scenario().room().audited());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "integrity = [\"replays all refused\",~\"no voucher redeemd\"] | line 5: integrity is 'no voucher redeemd'; valid: what the audit of station_redeem_peak looks into: replays all refused, ",
                "integrity = \"previews changed nothing\"                      | line 4: integrity is 'previews changed nothing'; valid: what the audit of station_redeem_peak",
                "integrity = [\"replays all refused\",~~\"replays all refused\"] | line 6: integrity is 'replays all refused'; valid: each name once",
                "integrity = [7]                                               | line 4: integrity is '7'",
                "budgets { b { source = waba, codes = [429], at-most = 5 % } } | line 4: source is 'waba'; valid: http",
                "abort { b { source = waba, codes = [429], over = 5 % } }      | line 4: source is 'waba'; valid: http",
                "abort { b { source = backlog, over = 15 minutes } }           | line 4: source is 'backlog'; valid: http",
                "budgets { b { source = backlog, codes = [429], at-most = 5 % } } | line 4: source is 'backlog'; valid: http",
                "abort { window = 30 s, b { request = \"POST /redem\", over = 5 % } } | line 4: request is 'POST /redem'; valid: a request of this scenario: POST /redeem",
                "abort { b { request = \"POST /redeem\",~over = 200 % } }      | line 5: over is '200 %'; valid: a limit that can be missed",
                "schedule { at-most = 100 % }                                  | line 4: at-most is '100 %'; valid: a limit that can be missed",
                "limited-calls-per-user = -1                                   | line 4: limited-calls-per-user is '-1'; valid: a number from 0 to 1000",
                "limited-calls-per-user = 1e400                                | line 4: limited-calls-per-user is 'Infinity'; valid: a number",
                "schedul { }                                                   | line 4: unknown word 'schedul'",
                "failed = \"< 50 %\"                                           | line 4: failed is written twice, first in line 2",
                "requests.\"POST /redeem\".p95 = 5 s                           | line 4: requests is written twice, first in line 3",
                "budgets = null                                                | line 4: budgets is null",
            })
    void namesTheLineOfAMistake(String more, String said) {
        assertThatThrownBy(() -> file("station_redeem_peak", AUDITED + REST + more.replace('~', '\n')))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("scenarios/station_redeem_peak.conf " + said)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aScenarioWithoutAnAuditPromisesNothingOfTheDatabase() {
        assertThatThrownBy(() -> file("api_smoke", REST + "integrity = [\"replays all refused\"]"))
                .hasMessage("scenarios/api_smoke.conf line 4: integrity is 'replays all refused';"
                        + " valid: nothing: api_smoke has no audit");
    }

    @Test
    void onlyUsersWhoShareAListHaveTargets() {
        assertThatThrownBy(() -> file("campaign_bulk_send", "dispatches = true, " + REST))
                .hasMessageContaining("line 1: targets is nothing; valid: how many targets");
        assertThatThrownBy(() -> file("station_redeem_peak", REST.replace("1 user\"", "1 user\", targets = 5")))
                .hasMessageContaining("line 1: targets is '5'; valid: nothing");
    }

    @Test
    void aScenarioWithoutProfilesCouldNeverRun() {
        assertThatThrownBy(() -> file("api_smoke", REST.replaceAll("profiles .*", "profiles { }")))
                .hasMessageContaining("line 1: profiles is '{}'; valid: a block for each profile");
    }

    @Test
    void aMistakeInAnyFileIsSaidBeforeTheFirstScenarioRuns() throws IOException {
        for (var id : Scenarios.written()) {
            var text = ConfigFactory.parseResources("scenarios/" + id + ".conf")
                    .root()
                    .render();
            DataFiles.with(folder, "scenarios/" + id + ".conf", text, () -> null);
        }
        assertThatThrownBy(() -> DataFiles.with(
                        folder,
                        "scenarios/station_redeem_peak.conf",
                        AUDITED + REST + "integrity = nope",
                        () -> new Selection(Settings.of(Map.of()), Map.of())))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("scenarios/station_redeem_peak.conf line 4: integrity is 'nope'");
    }

    private ScenarioFile file(String id, String text) throws IOException {
        return DataFiles.with(folder, "scenarios/" + id + ".conf", text, () -> ScenarioFile.read(id));
    }
}
