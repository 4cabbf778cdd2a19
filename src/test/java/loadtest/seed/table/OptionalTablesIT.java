package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.seed.SeedReport;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.FixtureKind;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.seed.summary.LeftOut;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.target.Check;
import loadtest.target.ReadinessCheck;
import loadtest.target.Scenarios;
import loadtest.target.Target;
import loadtest.testing.OnADeployment;
import loadtest.testing.SeedCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that one scenario alone needs may be absent: the rest is seeded, and that scenario is refused by name. */
class OptionalTablesIT extends OnADeployment {
    private static final String CAMPAIGNS = "campaign_bulk_send";
    private static final String NOTE = "table public.campaign_targets is missing: its fixtures are left out, and "
            + CAMPAIGNS + " cannot run here";
    private static final String REFUSAL = CAMPAIGNS
            + " cannot run here: the database has no table public.campaign_targets, so the seeder has left its fixtures"
            + " out; apply the platform's migrations and seed again";

    @Test
    void theRestIsSeededFromDryRunToRemoval() throws Exception {
        staging.execute("drop table campaign_targets");
        var seeder = staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(CampaignTarget.BULK_COUNT);
        assertLeftOut(seeder.plan());
        assertLeftOut(seeder.seed());

        assertThat(staging.count("vouchers")).isEqualTo(1_620);
        assertThat(staging.count("campaigns")).isEqualTo(2);
        assertThat(seeder.seed().nothingChanged()).isTrue();
        assertLeftOut(seeder.remove());
        assertThat(staging.count("vouchers")).isZero();
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void theCommandSaysWhatIsLeftOutAndWhoCannotRun() throws Exception {
        staging.execute("drop table campaign_targets");

        var ended = SeedCommand.run(folder, staging.variables());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).containsOnlyOnce(NOTE);
    }

    @Test
    void itsScenarioIsRefusedByNameWithTheDatabaseAndWithoutIt() throws Exception {
        staging.execute("drop table campaign_targets");
        staging.seed();

        assertThat(fixtures(CAMPAIGNS, staging.variables()))
                .matches(Check::failed)
                .extracting(Check::finding)
                .asString()
                .startsWith(REFUSAL);
        var summaryAlone = Map.of("PERF_SUMMARY_PATH", staging.summary.toString());
        assertThat(fixtures(CAMPAIGNS, summaryAlone).finding()).startsWith(REFUSAL);
        assertThat(fixtures("station_redeem_peak", staging.variables())).matches(check -> !check.failed());
    }

    @Test
    void bothTablesOfCampaignsMayBeAbsent() throws Exception {
        staging.execute("drop table campaign_targets; drop table campaigns cascade");
        staging.seed();

        assertThat(SeedSummary.read(staging.summary).leftOut())
                .containsExactly(new LeftOut("campaigns", CAMPAIGNS), new LeftOut("campaign_targets", CAMPAIGNS));
    }

    /** Targets without campaigns would belong to nobody. */
    @Test
    void targetsAreLeftOutWithTheirCampaigns() throws Exception {
        staging.execute("drop table campaigns cascade");

        staging.seed(10);

        assertThat(staging.count("campaign_targets")).isZero();
        assertThat(staging.seed(10).nothingChanged()).isTrue();
    }

    /** What every scenario of the platform needs is no matter of choice. */
    @Test
    void everyOtherTableMustBeThere() throws Exception {
        var needed = FixtureKinds.ALL.stream()
                .filter(kind -> kind.neededBy().isEmpty() && !kind.need().isOfSomeGenerations())
                .map(FixtureKind::table)
                .toList();
        assertThat(needed).contains("profiles", "stations", "station_numbers", "vouchers", "voucher_events");
        for (var table : needed) {
            staging.execute("alter table " + table + " rename to elsewhere");
            assertThatThrownBy(() -> staging.seed(10))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("table public." + table + " is missing");
            staging.execute("alter table elsewhere rename to " + table);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "materialized view", "foreign table"})
    void whatIsNoTableIsSaidToBeThat(String kind) throws Exception {
        staging.execute(
                "create foreign data wrapper elsewhere; create server elsewhere foreign data wrapper elsewhere");
        var made = kind.equals("foreign table") ? "(id uuid) server elsewhere" : "as select 1 as id";
        for (var table : List.of("vouchers", "campaign_targets")) {
            staging.execute(
                    "alter table %1$s rename to %1$s_elsewhere; create %2$s %1$s %3$s".formatted(table, kind, made));
        }
        assertThatThrownBy(() -> staging.seed(10))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("public.vouchers is a " + kind + " and no table; ")
                .hasMessageNotContaining("is missing");

        staging.execute("drop %s vouchers; alter table vouchers_elsewhere rename to vouchers".formatted(kind));
        assertThat(staging.seed(10).notes())
                .containsExactly("public.campaign_targets is a " + kind
                        + " and no table: its fixtures are left out, and " + CAMPAIGNS + " cannot run here");
    }

    @Test
    void kindsNameScenariosThatExist() {
        assertThat(FixtureKinds.ALL.stream().flatMap(kind -> kind.neededBy().stream()))
                .allMatch(id -> Scenarios.onClassPath().all().stream()
                        .anyMatch(scenario -> scenario.id().equals(id)));
    }

    private void assertLeftOut(SeedReport report) {
        assertThat(report.notes()).containsExactly(NOTE);
        assertThat(report.tables()).extracting(Change::kind).doesNotContain("campaign_targets");
        assertThat(change(report, "vouchers")).isNotNull();
    }

    private static Check fixtures(String scenario, Map<String, String> variables) {
        var file = Scenarios.onClassPath().file(scenario);
        var target = new Target(Settings.of(variables), Optional.empty());
        var about = new ReadinessCheck.About(
                file, target, file.profiles().named("local").orElseThrow(), null, Map.of());
        return file.scenario().room().fixtures().orElseThrow().check(about).get(0);
    }
}
