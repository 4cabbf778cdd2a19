package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import loadtest.seed.fixture.Change;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.testing.Postgres;
import loadtest.testing.SeededPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the platform's own migrations, filled by a login that is no superuser. */
class RedemptionsIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final int FEW = 20;

    @TempDir
    Path folder;

    private SeededPlatform staging;

    @BeforeEach
    void deploy() throws Exception {
        staging = new SeededPlatform(POSTGRES, folder, "project", "redemptions");
        staging.with("SUPABASE_DB_URL", staging.url("project_login", "any", POSTGRES.port()));
    }

    @AfterEach
    void takeDown() {
        staging.close();
    }

    @Test
    void isFilledOnceAndThenNothingChanges() throws Exception {
        var first = staging.seed();

        assertThat(first.notes()).isEmpty();
        assertThat(first.tables())
                .containsExactly(
                        new Change("profiles", 10, 0, 0, 0),
                        new Change("stations", 50, 0, 0, 0),
                        new Change("petrol_stations", 50, 0, 0, 0),
                        new Change("station_numbers", 50, 0, 0, 0),
                        new Change("campaigns", 2, 0, 0, 0),
                        new Change("campaign_targets", 10_012, 0, 0, 0),
                        new Change("vouchers", 1_620, 0, 0, 0),
                        new Change("voucher_events", 1_633, 0, 0, 0),
                        new Change("voucher_redemptions", 0, 0, 0, 0));
        assertThat(staging.count("vouchers where code_5 = code5 and amount_minor = 200000 and png_url ~ code5"))
                .isEqualTo(1_620);
        assertThat(staging.count("station_numbers join petrol_stations on id = station_id join stations s using (id)"))
                .isEqualTo(50);
        assertThat(staging.count(
                        "vouchers where status = 'redeemed' and redeemed_by_station_id = coalesce(station_scope,"
                                + " (select id from petrol_stations where name = 'Perf Engen Station 03'))"))
                .isEqualTo(3);

        var second = staging.seed();

        assertThat(second.nothingChanged()).as(second.text()).isTrue();
    }

    @Test
    void whatARedeemHasWrittenIsPutBack() throws Exception {
        staging.seed(FEW);
        staging.execute("""
                update vouchers set status = 'redeemed', redeemed_at = now(), notes = 'paid',
                  redeemed_by_station_id = station_scope where code5 in ('R0000', 'R0001');
                insert into voucher_redemptions (voucher_id, station_id)
                  select id, station_scope from vouchers where code5 in ('R0000', 'R0001', 'P0016');
                insert into petrol_stations (id, name) values ('00000000-0000-0000-0000-0000000000aa', 'Theirs');
                insert into vouchers (id, whatsapp_e164, policy_number, qr_payload, amount, code5) values
                  ('00000000-0000-0000-0000-0000000000bb', '+250', 'theirs', 'theirs', 500, 'ABCDE');
                insert into voucher_redemptions (voucher_id) values ('00000000-0000-0000-0000-0000000000bb');
                """);

        var report = staging.seed(FEW);

        assertThat(change(report, "vouchers")).isEqualTo(new Change("vouchers", 0, 2, 1_618, 0));
        assertThat(change(report, "voucher_redemptions")).isEqualTo(new Change("voucher_redemptions", 0, 0, 0, 3));
        assertThat(staging.count("vouchers where code5 < 'R0002' and code5 >= 'R' and status = 'issued'"
                        + " and redeemed_at is null and redeemed_by_station_id is null and notes is null"))
                .isEqualTo(2);
        assertThat(staging.value("select voucher_id from voucher_redemptions"))
                .isEqualTo("00000000-0000-0000-0000-0000000000bb");
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void nullIsPutBackWhateverTheDefaultIs() throws Exception {
        staging.execute("alter table vouchers alter column notes set default ''");
        staging.seed(FEW);
        staging.execute("update vouchers set notes = 'paid' where code5 = 'R0000'");

        assertThat(change(staging.seed(FEW), "vouchers").updated()).isEqualTo(1);
        assertThat(staging.count("vouchers where notes = 'paid'")).isZero();
    }

    @Test
    void nullIsPutBackWhateverTheColumnRefersTo() throws Exception {
        staging.execute("""
                create table depots (id uuid primary key);
                insert into depots values ('00000000-0000-0000-0000-0000000000dd');
                alter table vouchers drop constraint vouchers_redeemed_by_station_id_fkey,
                  add foreign key (redeemed_by_station_id) references depots;
                """);
        assertThat(staging.seed(FEW).notes())
                .containsExactly(
                        "column vouchers.redeemed_by_station_id refers to public.depots, which is not seeded: left empty");
        staging.execute("update vouchers set redeemed_by_station_id = '00000000-0000-0000-0000-0000000000dd'"
                + " where code5 = 'R0000'");

        assertThat(change(staging.seed(FEW), "vouchers").updated()).isEqualTo(1);
        assertThat(staging.count("vouchers where redeemed_by_station_id is not null"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"notes, policy_number", "redeemed_by_station_id, station_scope", "redeemed_at, now()"})
    void whatARedeemHasLeftInOneRowAndATriggerKeepsThereIsNamed(String column, String value) throws Exception {
        staging.seed(FEW);
        staging.execute("update vouchers set %s = %s where code5 = 'R0000'".formatted(column, value));
        staging.execute("""
                create function keep() returns trigger language plpgsql as $$ begin
                if old.code5 = 'R0000' then return old; end if; return new; end $$;
                create trigger keep before update on vouchers for each row execute function keep();
                """);

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("column public.vouchers." + column + " of row id = ")
                .hasMessageContaining("after writing, not null; a trigger or rule of the database refuses it");
    }

    @Test
    void anEmptyTextIsAsGoodAsNull() throws Exception {
        staging.execute("""
                create function tidy() returns trigger language plpgsql as $$ begin
                new.notes := coalesce(new.notes, ''); return new; end $$;
                create trigger tidy before insert or update on vouchers for each row execute function tidy();
                """);
        staging.seed(FEW);

        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void theTableOfRedeemsStandsInForThatOfEvents() throws Exception {
        staging.execute("drop table voucher_events");

        assertThat(staging.seed(FEW).notes())
                .containsExactly("table public.voucher_events is missing: its fixtures are left out, since"
                        + " voucher_redemptions is there instead");
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void aTableThatMerelyHasTheNameIsLeftAlone() throws Exception {
        staging.execute("alter table voucher_redemptions rename voucher_id to receipt");

        assertThat(staging.seed(FEW).tables()).extracting(Change::kind).doesNotContain("voucher_redemptions");
    }

    @Test
    void everythingIsRemovedAgain() throws Exception {
        staging.seed(FEW);
        staging.execute("insert into voucher_redemptions (voucher_id, station_id)"
                + " select id, station_scope from vouchers where code5 = 'R0000'");

        var report =
                staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(FEW).remove();

        assertThat(change(report, "voucher_redemptions").removed()).isEqualTo(1);
        for (var change : report.tables()) {
            assertThat(staging.count(change.kind())).as(change.kind()).isZero();
        }
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void whatATriggerFillsIsNotMissing() throws Exception {
        staging.execute("""
                alter table stations add column slug text not null;
                create function slug() returns trigger language plpgsql as $$ begin
                new.slug := lower(new.engencode); return new; end $$;
                create trigger stations_slug before insert on stations for each row execute function slug();
                """);

        staging.seed(FEW);

        assertThat(staging.value("select slug from stations order by 1 limit 1"))
                .isEqualTo("eng-perf-001");
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void whatNoTriggerFillsIsNamedBeforeAUserIsMade() throws Exception {
        staging.execute("alter table vouchers add column cashier text not null");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("column vouchers.cashier must be filled and has no default, and the seeder does"
                        + " not know what with");
        assertThat(staging.auth.count("POST")).isZero();
        assertThat(staging.count("stations")).isZero();
    }

    @Test
    void petrolStationsThatCannotBeFilledAreLeftOutWithTheNumbers() throws Exception {
        staging.execute("alter table petrol_stations add column licence text not null");

        assertThat(staging.seed(FEW).notes())
                .containsExactly(
                        "station_numbers refers to public.petrol_stations, which is not seeded: the table is left out",
                        "column vouchers.redeemed_by_station_id refers to public.petrol_stations, which is not seeded:"
                                + " left empty");
        assertThat(SeedSummary.read(staging.seed().summary()).stationRedeemPayloads())
                .hasSize(50);
    }
}
