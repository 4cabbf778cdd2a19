package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Change;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.testing.Postgres;
import loadtest.testing.SeededPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The platform's tables come in several generations, and the seeder fits itself to the ones it meets. */
class GenerationsIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final int FEW = 20;

    @TempDir
    Path folder;

    @Test
    void fillsWhatOlderTablesInsistOnAndLeavesOutWhatTheyLack() throws Exception {
        try (var staging = new SeededPlatform(POSTGRES, folder, "accounts", "older")) {
            var first = staging.seed(FEW);

            assertThat(first.notes()).containsExactly("column vouchers.png_url is missing: left out");
            assertThat(change(first, "petrol_stations").inserted()).isEqualTo(50);
            assertThat(change(first, "station_numbers").inserted()).isEqualTo(50);
            assertThat(change(first, "vouchers").inserted()).isEqualTo(1_620);
            // A trigger of this generation has written 1,620 of its own.
            assertThat(change(first, "voucher_events")).isEqualTo(new Change("voucher_events", 1_633, 0, 0, 1_620));
            assertThat(staging.count(
                            "vouchers v join profiles p using (user_id) where v.whatsapp_e164 = p.whatsapp_e164"
                                    + " and policy_number like 'PERF-%' and qr_payload = 'QR:' || code5"
                                    + " and issued_by_admin = created_by and amount_minor = 200000"
                                    + " and qr_url = 'https://cdn.example.com/qr/' || code5 || '.svg'"))
                    .isEqualTo(1_620);
            assertThat(staging.count("campaigns where payload ? 'template' and target_audience ? 'tags'"
                            + " and metadata ->> 'segment' is not null and legacy_id in (9001, 9002)"))
                    .isEqualTo(2);
            assertThat(staging.count("voucher_events")).isEqualTo(1_633);

            assertThat(staging.seed(FEW).nothingChanged()).isTrue();
            staging.execute("update vouchers set status = 'redeemed' where code5 = 'R0000'");
            assertThat(change(staging.seed(FEW), "vouchers").updated()).isEqualTo(1);
            var again = staging.seed(FEW);
            assertThat(again.nothingChanged()).as(again.text()).isTrue();
        }
    }

    @Test
    void makesDoWithAMinimum() throws Exception {
        try (var staging = new SeededPlatform(POSTGRES, folder, "accounts", "minimal")) {
            var first = staging.seed(FEW);

            assertThat(first.notes())
                    .doesNotHaveDuplicates()
                    .contains(
                            "column vouchers.amount is missing: left out",
                            "column profiles.locale is missing: left out");
            assertThat(staging.count("vouchers where amount_minor = 200000")).isEqualTo(1_620);
            assertThat(staging.count("voucher_events")).isEqualTo(1_633);
            staging.execute("update campaign_targets set status = 'sent'; delete from voucher_events");

            var second = staging.seed(FEW);

            assertThat(change(second, "campaign_targets").updated()).isPositive();
            assertThat(change(second, "voucher_events").inserted()).isEqualTo(1_633);
            assertThat(staging.seed(FEW).nothingChanged()).isTrue();
        }
    }

    @Test
    void leavesUnknownColumnsToTheirDefault() throws Exception {
        try (var staging = new SeededPlatform(POSTGRES, folder)) {
            staging.execute("alter table vouchers add column channel text not null default 'whatsapp',"
                    + " add column serial_no bigint generated always as identity, add column note text");

            assertThat(staging.seed(FEW).notes()).isEmpty();

            assertThat(staging.count("vouchers where channel = 'whatsapp' and note is null and serial_no > 0"))
                    .isEqualTo(1_620);
        }
    }

    @Test
    void saysBeforeWritingWhichColumnItCannotFill() throws Exception {
        try (var staging = new SeededPlatform(POSTGRES, folder)) {
            staging.execute("alter table stations add column fuel_brand text not null;"
                    + " alter table vouchers alter column redeemed_at set not null");

            assertThatThrownBy(() -> staging.seed(FEW))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("column stations.fuel_brand must be filled and has no default")
                    .hasMessageContaining("column vouchers.redeemed_at must be filled");
            assertNothingWritten(staging);
        }
    }

    @Test
    void keepsTheIdsOfFixturesThatAreAlreadyThere() throws Exception {
        for (var unique : new boolean[] {true, false}) {
            try (var staging = new SeededPlatform(POSTGRES, folder)) {
                if (!unique) {
                    staging.execute(
                            "alter table campaign_targets drop constraint campaign_targets_campaign_id_msisdn_key");
                }
                var ids = renewIds(staging);

                var report = staging.seed(CampaignTarget.BULK_COUNT);

                assertThat(change(report, "campaigns")).isEqualTo(new Change("campaigns", 0, 0, 2, 0));
                assertThat(change(report, "campaign_targets"))
                        .isEqualTo(new Change("campaign_targets", 0, 0, 10_012, 0));
                assertThat(change(report, "vouchers")).isEqualTo(new Change("vouchers", 0, 0, 1_620, 0));
                assertThat(staging.value(ids)).isEqualTo(staging.value("select before from ids"));
                var summary = SeedSummary.read(report.summary());
                assertThat(summary.campaignDispatch().campaignId())
                        .isEqualTo(staging.value("select id from campaigns where status = 'running'"));
                assertThat(summary.voucherPreviewPayloads().get(3).voucherId())
                        .isEqualTo(staging.value("select id from vouchers where code5 = 'P0004'"));
                assertThat(summary.curatedCampaignTargets())
                        .extracting(SeedSummary.CuratedTarget::id)
                        .allMatch(id -> id.startsWith("00000000"))
                        .contains(staging.value(
                                "select t.id from campaign_targets t join campaigns c on c.id = campaign_id"
                                        + " where c.status = 'draft' and msisdn = '+250780900103'"));
            }
        }
    }

    /** A seed of a seeder that gave other ids; answers how to ask for all ids. */
    private static String renewIds(SeededPlatform staging) throws Exception {
        staging.seed(CampaignTarget.BULK_COUNT);
        staging.execute("""
                alter table campaign_targets drop constraint campaign_targets_campaign_id_fkey,
                  add foreign key (campaign_id) references campaigns on update cascade;
                alter table vouchers drop constraint vouchers_campaign_id_fkey,
                  add foreign key (campaign_id) references campaigns on update cascade;
                alter table voucher_events drop constraint voucher_events_voucher_id_fkey,
                  add foreign key (voucher_id) references vouchers on update cascade;
                update campaigns set id = gen_random_uuid();
                update vouchers set id = gen_random_uuid();
                update campaign_targets set id = overlay(id::text placing '00000000' from 1)::uuid;
                """);
        var ids = "select concat((select md5(string_agg(id::text, '' order by id)) from vouchers),"
                + " (select md5(string_agg(id::text, '' order by id)) from campaigns),"
                + " (select md5(string_agg(id::text, '' order by id)) from campaign_targets))";
        staging.execute("create table ids as " + ids + " as before");
        return ids.replace(" as before", "");
    }

    @Test
    void neverOverwritesARowThatIsNotTheSeeders() throws Exception {
        try (var staging = new SeededPlatform(POSTGRES, folder)) {
            staging.execute("""
                    insert into vouchers (id, amount, amount_minor, code5)
                      values ('00000000-0000-0000-0000-0000000000bb', 500, 50000, 'R0000');
                    insert into stations (name, engencode) values ('Theirs', 'ENG-PERF-007');
                    """);

            assertThatThrownBy(() -> staging.seed(FEW))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("row id = 00000000-0000-0000-0000-0000000000bb of public.vouchers has the"
                            + " fixtures' code5 = R0000 and is not the seeder's")
                    .hasMessageContaining("engencode = ENG-PERF-007");
            assertNothingWritten(staging);
            assertThat(staging.value("select amount from vouchers")).isEqualTo("500.00");
        }
    }

    @Test
    void putsBackATargetWhoseNumberWasChanged() throws Exception {
        try (var staging = new SeededPlatform(POSTGRES, folder)) {
            staging.seed(FEW);
            staging.execute("update campaign_targets set msisdn = '+250799999999' where msisdn = '+250780950000'");

            assertThat(change(staging.seed(FEW), "campaign_targets").updated()).isEqualTo(1);
            assertThat(staging.seed(FEW).nothingChanged()).isTrue();
        }
    }

    private static void assertNothingWritten(SeededPlatform staging) throws Exception {
        assertThat(staging.count("auth.users")).isZero();
        assertThat(staging.count("profiles")).isZero();
        assertThat(Files.exists(staging.summary)).isFalse();
    }
}
