package loadtest.seed;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import loadtest.seed.fixture.Change;
import loadtest.seed.summary.SeedSummary;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;

class SeederIT extends OnADeployment {
    private static final int FEW = 100;
    private static final String POOL_VOUCHER = "code5 = 'R0000'";

    @Test
    void writesEveryFixtureAndThenChangesNothing() throws Exception {
        var first = Seeder.seed(staging.settings());

        assertThat(first.users()).isEqualTo(new Change("users", 10, 0, 0, 0));
        assertThat(first.tables())
                .containsExactly(
                        new Change("profiles", 10, 0, 0, 0),
                        new Change("stations", 50, 0, 0, 0),
                        new Change("station_numbers", 50, 0, 0, 0),
                        new Change("campaigns", 2, 0, 0, 0),
                        new Change("campaign_targets", 10_012, 0, 0, 0),
                        new Change("vouchers", 1_620, 0, 0, 0),
                        new Change("voucher_events", 1_633, 0, 0, 0));
        for (var table : first.tables()) {
            assertThat(staging.count(table.kind())).as(table.kind()).isEqualTo(table.inserted());
        }
        assertThat(first.nothingChanged()).isFalse();

        var second = Seeder.seed(staging.settings());

        assertThat(second.nothingChanged()).as(second.text()).isTrue();
        assertThat(second.users()).isEqualTo(new Change("users", 0, 0, 10, 0));
        assertThat(change(second, "campaign_targets").unchanged()).isEqualTo(10_012);
        assertThat(second.text()).contains("nothing changed").contains("10,012");
    }

    @Test
    void writesASummaryOfWhatIsInTheDatabase() throws Exception {
        var report = staging.seed();
        var summary = SeedSummary.read(report.summary());

        assertThat(inDatabase("select id from vouchers where code5 like 'R%'"))
                .isEqualTo(new TreeSet<>(summary.stationRedeemPayloads().stream()
                        .flatMap(station -> station.voucherIds().stream())
                        .toList()));
        assertThat(inDatabase("select id from vouchers where code5 like 'P%'"))
                .isEqualTo(new TreeSet<>(summary.voucherPreviewPayloads().stream()
                        .map(SeedSummary.VoucherPreview::voucherId)
                        .toList()));
        assertThat(inDatabase("select msisdn from campaign_targets where status = 'queued' and user_id is null"
                        + " and campaign_id = '" + summary.campaignDispatch().campaignId() + "'"))
                .isEqualTo(new TreeSet<>(summary.campaignDispatch().bulkTargetMsisdns()));
        assertThat(summary.stationRedeemPayloads())
                .allSatisfy(station -> assertThat(staging.count("vouchers where station_scope = '" + station.stationId()
                                + "' and status = 'issued' and code5 like 'R%'"))
                        .isEqualTo(32));
    }

    @Test
    void leavesAConsistentPlatform() throws Exception {
        staging.seed(FEW);

        assertThat(staging.count("vouchers where amount_minor <> 200000 or amount <> 2000"))
                .isZero();
        assertThat(staging.count("vouchers where (expires_at < now()) <> (status = 'expired')"))
                .isZero();
        assertThat(staging.count("vouchers v where (status = 'redeemed') <> exists (select from voucher_events e"
                        + " where e.voucher_id = v.id and event_type = 'redeemed' and created_at = v.redeemed_at)"))
                .isZero();
        assertThat(staging.count("vouchers where redeemed_at between now() - interval '48 h' and now()"))
                .isEqualTo(3);
        assertThat(staging.count("vouchers v join voucher_events e on e.voucher_id = v.id and event_type = 'redeemed'"
                        + " where coalesce(station_scope, station_id) = station_id"))
                .isEqualTo(3);
        assertThat(staging.count("(select station_scope from vouchers where code5 like 'P%' and station_scope is not"
                        + " null group by 1) scopes"))
                .isEqualTo(2);
        assertThat(staging.count("profiles join auth.users on id = user_id")).isEqualTo(10);
        assertThat(staging.count("vouchers where metadata ->> 'seedVersion' is distinct from '"
                        + SeedSummary.SEED_VERSION + "'"))
                .isZero();
    }

    @Test
    void putsBackWhatALoadRunHasUsedUp() throws Exception {
        staging.seed(FEW);
        staging.execute("update vouchers set status = 'redeemed', redeemed_at = now() where " + POOL_VOUCHER);
        staging.execute("insert into voucher_events (voucher_id, event_type)"
                + " select id, 'redeemed' from vouchers where " + POOL_VOUCHER);
        staging.execute("insert into voucher_events (voucher_id, event_type)"
                + " select id, 'previewed' from vouchers where code5 = 'P0016'");
        staging.execute("update campaign_targets set status = 'sent', message_id = 'm', last_update_at = now()"
                + " where user_id is null");
        staging.execute("delete from station_numbers where wa_e164 like '%1001'");

        var report = staging.seed(FEW);

        assertThat(change(report, "vouchers")).isEqualTo(new Change("vouchers", 0, 1, 1_619, 0));
        assertThat(change(report, "voucher_events")).isEqualTo(new Change("voucher_events", 0, 0, 1_633, 2));
        assertThat(change(report, "campaign_targets")).isEqualTo(new Change("campaign_targets", 0, FEW, 12, 0));
        assertThat(change(report, "station_numbers")).isEqualTo(new Change("station_numbers", 13, 0, 37, 0));
        assertThat(staging.value("select status from vouchers where redeemed_at is null and " + POOL_VOUCHER))
                .isEqualTo("issued");
        assertThat(staging.count("campaign_targets where status = 'queued' and message_id is null and user_id is null"))
                .isEqualTo(FEW);
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void putsBackARedeemThatWasTakenAway() throws Exception {
        staging.seed(FEW);
        staging.execute("delete from voucher_events where event_type = 'redeemed'");
        staging.execute("insert into voucher_events (voucher_id, event_type)"
                + " select id, 'redeemed' from vouchers where status = 'redeemed'");

        assertThat(change(staging.seed(FEW), "voucher_events")).isEqualTo(new Change("voucher_events", 3, 0, 1_630, 3));
    }

    @Test
    void touchesNobodyElsesRows() throws Exception {
        staging.execute("""
                insert into auth.users (id, email) values ('00000000-0000-0000-0000-0000000000aa', 'someone@else.test');
                insert into profiles (user_id, locale) values ('00000000-0000-0000-0000-0000000000aa', 'fr');
                insert into stations (name, engencode) values ('Theirs', 'ENG-001');
                insert into campaigns (name, type, status) values ('Theirs', 'promo', 'running');
                insert into campaign_targets (campaign_id, msisdn, status) select id, '+250780950000', 'read' from campaigns;
                insert into vouchers (amount, amount_minor, code5, status) values (500, 50000, 'ABCDE', 'redeemed');
                insert into voucher_events (voucher_id, event_type) select id, 'redeemed' from vouchers;
                """);
        var before = everything("someone@else.test", "ABCDE");

        staging.seed(FEW);
        staging.seed(FEW);

        assertThat(everything("someone@else.test", "ABCDE")).isEqualTo(before);
        assertThat(staging.count("voucher_events")).isEqualTo(1_634);
    }

    @Test
    void hangsAllTimesOnTheAnchor() throws Exception {
        var anchor = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        staging.with("PERF_SEED_ANCHOR", anchor.toString()).seed(FEW);

        assertThat(staging.value("select extract(epoch from last_update_at)::bigint from campaign_targets"
                        + " where user_id is null limit 1"))
                .isEqualTo(Long.toString(anchor.getEpochSecond()));
    }

    private Set<String> inDatabase(String sql) throws Exception {
        var found = new TreeSet<String>();
        try (var connection = staging.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private String everything(String email, String code) throws Exception {
        return staging.value("""
                select jsonb_build_array(
                  (select to_jsonb(u) from auth.users u where email = '%1$s'),
                  (select to_jsonb(p) from profiles p join auth.users on id = user_id where email = '%1$s'),
                  (select jsonb_agg(s) from stations s where name = 'Theirs'),
                  (select jsonb_agg(c) from campaigns c where name = 'Theirs'),
                  (select jsonb_agg(t) from campaign_targets t join campaigns c on c.id = campaign_id
                    where name = 'Theirs'),
                  (select to_jsonb(v) from vouchers v where code5 = '%2$s'),
                  (select jsonb_agg(e) from voucher_events e join vouchers v on v.id = voucher_id where code5 = '%2$s'))
                """.formatted(email, code));
    }
}
