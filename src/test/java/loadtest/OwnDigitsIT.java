package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.report.runs.EvidencePack;
import loadtest.run.Doctor;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.seed.Seed;
import loadtest.testing.CommandProcess;
import loadtest.testing.JvmNotes;
import loadtest.testing.OnADeployment;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands on a machine whose language has digits of its own: all that is sent and written has the usual ones. */
class OwnDigitsIT extends OnADeployment {
    private static final Map<String, String> ARABIC =
            Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG");
    private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");

    @Test
    void theSeederSeedsAndRemoves() throws Exception {
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1");

        assertThat(says(Seed.class, staging.variables(), 0)).contains("done, in ");
        assertThat(says(Seed.class, staging.variables(), 0, "--dry-run")).contains("nothing changed, in ");
        staging.execute("insert into voucher_events (voucher_id, event_type) select id, 'seen' from vouchers limit 9");
        assertThat(says(Seed.class, staging.variables(), 0, "--remove")).endsWith("removed\n");
        assertThat(staging.count("vouchers")).isZero();
    }

    @Tag("more-runs")
    @Test
    void aRunIsPreparedJudgedAndPacked() throws Exception {
        var variables = new HashMap<>(StagingDeployment.everything());
        variables.putAll(StagingDeployment.fourSecrets());
        // Other tests use up the vouchers that its own scenario would need.
        variables.put("PERF_SCENARIOS", "api_smoke,voucher_preview_spike");
        assertThat(says(Doctor.class, variables, 0)).contains("READY: the chosen scenarios can run");

        var run = new Trial(StationRedeemPeak.class)
                .patient()
                .profile("ci", "hold 4 per second for 3 s", Map.of())
                .with(ARABIC)
                .run();

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("PASSED").doesNotContainPattern(OTHER_DIGITS);
        for (var file : List.of("summary.json", "junit.xml", "verdict.html")) {
            assertThat(run.files(file)).singleElement().asString().doesNotContainPattern(OTHER_DIGITS);
        }
        assertThat(Files.readString(run.folder().resolve("results/index.html"))).doesNotContainPattern(OTHER_DIGITS);
        var results = Map.of("PERF_OUTPUT_DIR", run.folder().resolve("results").toString());
        assertThat(says(EvidencePack.class, results, 0)).contains("packed: ");
    }

    private String says(Class<?> main, Map<String, String> variables, int exit, String... arguments) throws Exception {
        var environment = new HashMap<>(variables);
        environment.putAll(ARABIC);
        var ended = CommandProcess.of(main).run(folder, environment, arguments);
        var said = JvmNotes.without(ended.output());
        assertThat(ended.code()).as(said).isEqualTo(exit);
        assertThat(said).doesNotContainPattern(OTHER_DIGITS);
        return said;
    }
}
