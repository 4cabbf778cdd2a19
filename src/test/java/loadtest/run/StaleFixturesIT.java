package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.javaapi.core.Simulation;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fixtures that another version has seeded, or that a login may not see, are found before load is sent. */
class StaleFixturesIT {
    private static final int CANNOT_RUN = 2;

    private Map<String, String> everything;

    @BeforeEach
    void seed() {
        everything = StagingDeployment.reseeded();
    }

    @AfterEach
    void putEverythingBack() throws SQLException {
        sql("do $$ begin if exists (select from pg_roles where rolname = 'loadtest_guest') then"
                + " drop owned by loadtest_guest; drop role loadtest_guest; end if; end $$");
        StagingDeployment.reseeded();
    }

    @Tag("more-runs")
    @Test
    void anotherVersionHasSeeded() throws Exception {
        sql("update vouchers set metadata = metadata || '{\"seedVersion\": \"perf-load-0\"}'"
                + " where metadata ->> 'seedVersion' is not null");

        assertRefused(redeem(), "the fixtures in the database are of version perf-load-0, this suite wants");
        assertRefused(preview(), "the fixtures in the database are of version perf-load-0, this suite wants");
    }

    @Tag("more-runs")
    @Test
    void aLoginThatSeesNoRowsIsNamed() throws Exception {
        sql("create role loadtest_guest login password 'guest'");
        sql("grant usage on schema public to loadtest_guest");
        everything = new HashMap<>(everything);
        var guest = everything.get("SUPABASE_DB_URL").replaceFirst("//.*@", "//loadtest_guest:guest@");
        everything.put("SUPABASE_DB_URL", guest);
        assertRefused(redeem(), "user 'loadtest_guest' lacks rights");

        sql("grant select on vouchers to loadtest_guest");
        assertRefused(redeem(), "row security hides rows of vouchers from user 'loadtest_guest'");
    }

    private TrialResult redeem() throws Exception {
        return trial(StationRedeemPeak.class, "hold 5 per second for 1 s", Map.of());
    }

    private TrialResult preview() throws Exception {
        return trial(VoucherPreviewSpike.class, "hold 5 per second for 1 s", Map.of());
    }

    private TrialResult trial(Class<? extends Simulation> scenario, String step, Map<String, Object> others)
            throws Exception {
        return new Trial(scenario)
                .patient()
                .profile("ci", step, others)
                .with(everything)
                .run();
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = StagingDeployment.connect();
                var one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private static void assertRefused(TrialResult run, String line) {
        assertThat(run.exit()).as(run.output()).isEqualTo(CANNOT_RUN);
        assertThat(run.output().lines().filter(said -> said.contains(line)))
                .as(run.output())
                .hasSize(1);
        assertThat(run.output()).doesNotContain("started...");
        assertThat(run.linesOfStackTraces()).isEmpty();
        assertThat(run.sentNothing()).isTrue();
    }
}
