package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loadtest.seed.fixture.Change;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;

/** Triggers of the platform change what is written, or keep it out: what counts is what the tables hold afterwards. */
class TriggersIT extends OnADeployment {
    private static final int FEW = 20;

    /** How often any row of these tables has been written. */
    private static final String VERSIONS = "select concat((select sum(xmin::text::bigint) from campaign_targets),"
            + " (select sum(xmin::text::bigint) from vouchers), (select sum(xmin::text::bigint) from profiles))";

    @Test
    void aNumberThatIsWrittenInAnotherFormIsNoChange() throws Exception {
        for (var column :
                new String[] {"profiles.whatsapp_e164", "station_numbers.wa_e164", "campaign_targets.msisdn"}) {
            trigger(
                    column.split("\\.")[0],
                    "insert or update",
                    "new.%1$s := replace(new.%1$s, '+', '');".formatted(column.split("\\.")[1]));
        }
        staging.seed();
        var before = staging.value(VERSIONS);

        var second = staging.seed();

        assertThat(second.nothingChanged()).as(second.text()).isTrue();
        assertThat(staging.value(VERSIONS)).isEqualTo(before);
        var summary = SeedSummary.read(second.summary());
        assertThat(summary.campaignDispatch().bulkTargetMsisdns())
                .hasSize(10_000)
                .allMatch(msisdn -> msisdn.startsWith("25078095"));
        assertThat(summary.stationRedeemPayloads())
                .allMatch(station -> station.operator().msisdn().startsWith("25078090"));
        assertThat(staging.count("station_numbers")).isEqualTo(50);

        staging.execute("update campaign_targets set status = 'sent' where msisdn = '250780950007'");
        assertThat(change(staging.seed(), "campaign_targets"))
                .isEqualTo(new Change("campaign_targets", 0, 1, 10_011, 0));
    }

    @Test
    void aTimeThatIsSetAnewAtEachWriteIsNoChange() throws Exception {
        trigger("campaign_targets", "insert or update", "new.last_update_at := clock_timestamp();");
        staging.seed(FEW);
        var before = staging.value(VERSIONS);

        var second = staging.seed(FEW);

        assertThat(second.nothingChanged()).as(second.text()).isTrue();
        assertThat(staging.value(VERSIONS)).isEqualTo(before);
        staging.execute("update campaign_targets set status = 'sent' where msisdn = '+250780950007'");
        assertThat(change(staging.seed(FEW), "campaign_targets").updated()).isEqualTo(1);
    }

    @Test
    void theSummaryCarriesWhatIsInTheDatabase() throws Exception {
        trigger(
                "vouchers",
                "insert or update",
                "new.expires_at := new.issued_at + interval '40 days';"
                        + " new.currency := 'USD'; new.amount := 2500;");
        trigger("stations", "insert or update", "new.engencode := lower(new.engencode);");

        var summary = SeedSummary.read(staging.seed().summary());

        var voucher = summary.voucherPreviewPayloads().get(0);
        assertThat(staging.count("vouchers where id = '%s' and expires_at = '%s' and currency = '%s' and amount = %s"
                        .formatted(voucher.voucherId(), voucher.expiresAt(), voucher.currency(), voucher.amount())))
                .isEqualTo(1);
        assertThat(voucher.currency()).isEqualTo("USD");
        assertThat(summary.stationRedeemPayloads().get(6).stationCode()).isEqualTo("eng-perf-007");
        assertThat(staging.seed().nothingChanged()).isTrue();
    }

    @Test
    void aRowThatIsKeptOutIsNamed() throws Exception {
        trigger("campaign_targets", "insert", "if new.msisdn = '+250780950003' then return null; end if;");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("SUPABASE_DB_URL: row id = [0-9a-f-]{36} of public.campaign_targets is not there"
                        + " after writing; a trigger or rule of the database keeps it out; no table was changed");
        assertThat(staging.count("vouchers")).isZero();
    }

    @Test
    void anUpdateThatIsLeftOutIsNamed() throws Exception {
        staging.seed(FEW);
        staging.execute("update profiles set locale = 'fr' where whatsapp_e164 = '+250780900001'");
        trigger("profiles", "update", "return null;");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("SUPABASE_DB_URL: column public.profiles.locale of row user_id = [0-9a-f-]{36} is"
                        + " 'fr' after writing, not 'en'; a trigger or rule of the database refuses it;"
                        + " no table was changed");
    }

    @Test
    void aStateThatIsNotTakenBackIsNamed() throws Exception {
        staging.seed(FEW);
        staging.execute("update vouchers set status = 'redeemed' where code5 = 'R0000'");
        trigger("vouchers", "update", "if old.status = 'redeemed' then new.status := old.status; end if;");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("column public.vouchers.status of row id = ")
                .hasMessageContaining("is 'redeemed' after writing, not 'issued'");
    }

    @Test
    void whatATriggerOfALaterTableDoesIsSeenToo() throws Exception {
        staging.execute("""
                create function seen() returns trigger language plpgsql as $$ begin
                update vouchers set status = 'sent' where id = new.voucher_id and status = 'issued'; return new; end $$;
                create trigger seen after insert on voucher_events for each row execute function seen();
                """);

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("column public.vouchers.status of row id = ")
                .hasMessageContaining("is 'sent' after writing, not 'issued'");
        assertThat(staging.count("vouchers")).isZero();
    }
}
