package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.summary.SeedSummary;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an older seeder has left under the fixtures is put right, and counted. */
class OlderSeederIT extends OnADeployment {
    /** Of people whom no seeder knows. */
    private static final String THEIRS = """
            insert into station_numbers select id, '+250788123456', 'staff', true from stations
              where engencode = 'ENG-PERF-001';
            insert into campaign_targets (campaign_id, msisdn)
              select id, '+250788123456' from campaigns where status = 'running';
            """;

    @BeforeEach
    void seedAsOlderSeedersDid() throws Exception {
        staging.execute(Files.readString(Path.of("src/test/resources/seed/older-seeder.sql")));
    }

    @Test
    void itsRowsArePutRightOrRemovedAndCounted() throws Exception {
        var plan = staging.seeder(10_000).plan();
        var report = staging.seed();

        assertThat(report.users()).isEqualTo(new Change("users", 0, 10, 0, 0));
        assertThat(report.tables())
                .containsExactly(
                        new Change("profiles", 0, 10, 0, 0),
                        new Change("stations", 0, 0, 50, 0),
                        new Change("station_numbers", 0, 0, 50, 0),
                        new Change("campaigns", 0, 2, 0, 0),
                        // Of its sixteen curated ones, six have the id and the number that they have here.
                        new Change("campaign_targets", 6, 10_006, 0, 10),
                        new Change("vouchers", 1_450, 170, 0, 0),
                        new Change("voucher_events", 1_633, 0, 0, 33));
        assertThat(plan.tables()).isEqualTo(report.tables());
        assertThat(report.notes()).isEmpty();
        var again = staging.seed();
        assertThat(again.nothingChanged()).as(again.text()).isTrue();
    }

    @Test
    void nothingOfItIsLeftWhereTheFixturesDiffer() throws Exception {
        staging.seed();

        assertThat(staging.count("vouchers where code5 !~ '^[A-Z0-9]{5}$' or qr_payload <> 'QR:' || code5"
                        + " or metadata ->> 'seedVersion' is distinct from '" + SeedSummary.SEED_VERSION + "'"))
                .isZero();
        assertThat(staging.count("profiles where length(ref_code) > 6")).isZero();
        assertThat(staging.count(
                        "voucher_events where event_type = 'redeemed' and created_at < now() - interval '48 h'"))
                .isZero();
        assertThat(staging.count(
                        "(select from campaign_targets group by campaign_id, msisdn having count(*) > 1) twice"))
                .isZero();
        var listed = SeedSummary.read(staging.summary).curatedCampaignTargets();
        assertThat(listed)
                .extracting(SeedSummary.CuratedTarget::id)
                .contains(staging.value("select fixture_id('campaign-target:curated:0:queued')"));
        for (var target : listed) {
            assertThat(staging.value("select status from campaign_targets where id = '" + target.id() + "'"))
                    .isEqualTo(target.status());
        }
    }

    /** Three vouchers a station were the older seeder's, and are the same ones here. */
    @Test
    void vouchersKeepTheirPolicyNumbersSoThatTheseMayBeUnique() throws Exception {
        staging.execute("alter table vouchers add unique (policy_number);"
                + " create table kept as select id, policy_number from vouchers");

        staging.seed();

        assertThat(staging.count("kept join vouchers using (id, policy_number)"))
                .isEqualTo(170);
        assertThat(staging.count("kept")).isEqualTo(170);
    }

    @Test
    void rowsOfOthersStayWhateverTheyBelongTo() throws Exception {
        staging.execute(THEIRS);

        staging.seed();

        assertThat(staging.count("station_numbers where wa_e164 = '+250788123456'"))
                .isOne();
        assertThat(staging.count("campaign_targets where msisdn = '+250788123456'"))
                .isOne();
        assertThat(staging.seed().nothingChanged()).isTrue();
    }

    @Test
    void removalLeavesNothingOfEither() throws Exception {
        staging.seed();
        assertEverythingGoes();
    }

    @Test
    void removalNeedsNoSeedBefore() throws Exception {
        assertEverythingGoes();
    }

    private void assertEverythingGoes() throws Exception {
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(10_000).remove();

        for (var table : Fixtures.TABLES) {
            if (staging.value("select to_regclass('" + table + "')") != null) {
                assertThat(staging.count(table)).as(table).isZero();
            }
        }
        assertThat(staging.count("auth.users")).isZero();
    }
}
