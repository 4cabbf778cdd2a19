package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;

import loadtest.seed.fixture.Change;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of older tables, which templates and panels read. */
class OlderColumnsIT extends OnADeployment {
    private static final int FEW = 20;
    private static final String LEGACY_IDS =
            "select string_agg(coalesce(legacy_id::text, '-'), ',' order by status desc) from campaigns"
                    + " where name like 'Perf %'";
    private static final String THEIRS =
            "insert into campaigns (name, type, legacy_id) values ('Theirs', 'promo', 9001)";

    @Test
    void campaignsHaveTheirOlderNumbers() throws Exception {
        staging.execute("alter table campaigns add unique (legacy_id)");

        staging.seed(FEW);

        assertThat(staging.value(LEGACY_IDS)).isEqualTo("9001,9002");
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add unique (legacy_id)", "alter legacy_id set default 7"})
    void aNumberThatSomebodyElsesCampaignHasIsLeftToIt(String change) throws Exception {
        staging.execute("alter table campaigns " + change + ";" + THEIRS);
        var plan = staging.seeder(FEW).plan();

        var report = staging.seed(FEW);

        assertThat(staging.value(LEGACY_IDS)).isEqualTo("-,9002");
        assertThat(plan.tables()).isEqualTo(report.tables());
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
        staging.execute("delete from campaigns where name = 'Theirs'");
        assertThat(change(staging.seed(FEW), "campaigns")).isEqualTo(new Change("campaigns", 0, 1, 1, 0));
        assertThat(staging.value(LEGACY_IDS)).isEqualTo("9001,9002");
    }

    @Test
    void whereANumberIsInsistedOnItIsOneOfTheRowsOwn() throws Exception {
        staging.execute(
                "alter table campaigns alter legacy_id type int, alter legacy_id set not null, add unique (legacy_id);"
                        + THEIRS);

        staging.seed(FEW);

        assertThat(staging.value(LEGACY_IDS)).matches("\\d+,9002").doesNotStartWith("9001,");
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "jsonb"})
    void whatAQrCodeSaysIsATextOfTheColumnsType(String type) throws Exception {
        staging.execute("alter table vouchers add qr_payload " + type + " not null");

        staging.seed(FEW);

        assertThat(staging.value("select to_json(qr_payload) #>> '{}' from vouchers where code5 = 'P0001'"))
                .isEqualTo("QR:P0001");
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void documentsOfTypeJsonStayAsTheyAre() throws Exception {
        staging.execute("alter table campaigns alter metadata drop default, alter metadata type json,"
                + " add payload json, add target_audience json;"
                + " alter table profiles alter metadata drop default, alter metadata type json");

        staging.seed(FEW);

        assertThat(
                        staging.value(
                                "select concat(metadata ->> 'segment', metadata -> 'throttle' ->> 'perMinute',"
                                        + " payload ->> 'template', target_audience -> 'tags' ->> 1) from campaigns where status = 'running'"))
                .isEqualTo("loyal-customers600promo_generickw");
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }
}
