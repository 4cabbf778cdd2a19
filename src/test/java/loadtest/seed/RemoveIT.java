package loadtest.seed;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loadtest.seed.fixture.Change;
import loadtest.settings.BadInput;
import loadtest.testing.AuthServer;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;

/** {@code --remove}: the fixtures go, and nobody else's rows with them. */
class RemoveIT extends OnADeployment {
    private static final int FEW = 100;
    private static final String OTHER_ID = "00000000-0000-0000-0000-0000000000bb";

    @Test
    void removesFixturesAndNothingElse() throws Exception {
        staging.execute("""
                insert into auth.users (id, email) values ('00000000-0000-0000-0000-0000000000aa', 'someone@else.test');
                insert into profiles (user_id) values ('00000000-0000-0000-0000-0000000000aa');
                insert into stations (name, engencode) values ('Theirs', 'ENG-001');
                insert into campaigns (name, type, status) values ('Theirs', 'promo', 'running');
                insert into campaign_targets (campaign_id, msisdn) select id, '+250780950000' from campaigns;
                insert into vouchers (amount, amount_minor, code5) values (500, 50000, 'ABCDE');
                insert into voucher_events (voucher_id, event_type) select id, 'issued' from vouchers;
                """);
        staging.seed(FEW);
        staging.execute("insert into voucher_events (voucher_id, event_type)"
                + " select id, 'redeemed' from vouchers where code5 = 'R0000'");

        var report =
                staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(FEW).remove();

        assertThat(change(report, "vouchers").removed()).isEqualTo(1_620);
        assertThat(change(report, "voucher_events").removed()).isEqualTo(1_634);
        assertThat(report.users().removed()).isEqualTo(10);
        for (var table : report.tables()) {
            assertThat(staging.count(table.kind()))
                    .as(table.kind())
                    .isEqualTo(table.kind().equals("station_numbers") ? 0 : 1);
        }
        assertThat(staging.value("select string_agg(email, ',') from auth.users"))
                .isEqualTo("someone@else.test");
        assertThat(staging.seeder(FEW).remove().nothingChanged()).isTrue();
    }

    @Test
    void leavesAUserAloneWhoWasNeverSeeded() throws Exception {
        staging.execute("insert into auth.users (id, email) values"
                + " ('00000000-0000-0000-0000-0000000000aa', 'perf.admin@example.com');"
                + " insert into profiles (user_id) values ('00000000-0000-0000-0000-0000000000aa')");

        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(FEW).remove();

        assertThat(staging.count("auth.users join profiles on id = user_id")).isEqualTo(1);
    }

    @Test
    void isRefusedWhereSomebodysRowRefersToAFixture() throws Exception {
        staging.seed(FEW);
        staging.execute("""
                create table washes (id int primary key, station_id uuid references stations);
                insert into washes select 7, id from stations where engencode = 'ENG-PERF-001';
                """);
        var wash = "row id = 7 of public.washes refers to a fixture of public.stations by station_id";
        assertRefused("select 1", wash);
        staging.execute("drop table washes");

        for (var reference : new String[] {
            "public.stations by station_scope",
            "public.campaigns by campaign_id",
            "auth.users by user_id",
            "auth.users by created_by",
        }) {
            var table = reference.split(" ")[0];
            staging.execute(
                    "insert into vouchers (id, amount, amount_minor, code5, %s) select '%s', 500, 50000, 'ABCDE', id from %s where %s"
                            .formatted(reference.split(" ")[2], OTHER_ID, table, isFixture(table)));

            assertRefused(
                    "select count(*) from vouchers where id = '" + OTHER_ID + "'",
                    "row id = " + OTHER_ID + " of public.vouchers refers to a fixture of " + reference);
            staging.execute("delete from vouchers where id = '" + OTHER_ID + "'");
        }
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1").seeder(FEW).remove();
        assertThat(staging.count("stations")).isZero();
    }

    @Test
    void namesAFewOfManyRowsThatRefer() throws Exception {
        staging.seed(FEW);
        staging.execute("""
                insert into vouchers (amount, amount_minor, code5, station_scope)
                select 500, 50000, 'ABC' || i, s.id from generate_series(10, 99) i, stations s
                where engencode = 'ENG-PERF-001';
                insert into voucher_events (voucher_id, event_type, station_id)
                select id, 'redeemed', station_scope from vouchers where code5 like 'ABC%';
                """);

        assertThatThrownBy(() -> staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1")
                        .seeder(FEW)
                        .remove())
                .hasMessageContaining("of public.voucher_events refers to a fixture of public.stations by station_id")
                .hasMessageContaining("; and there are more rows like these; they are not the seeder's")
                .hasMessageNotContainingAny("\n", "SQLSTATE");
        assertThat(staging.count("voucher_events")).isEqualTo(1_633 + 90);
    }

    private static String isFixture(String table) {
        return switch (table) {
            case "public.stations" -> "engencode = 'ENG-PERF-001'";
            case "public.campaigns" -> "status = 'running'";
            default -> "email = 'perf.admin@example.com'";
        };
    }

    private void assertRefused(String untouched, String line) throws Exception {
        assertThatThrownBy(() -> staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1")
                        .seeder(FEW)
                        .remove())
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "SUPABASE_DB_URL: " + line + "; they are not the seeder's, so nothing was removed: make them"
                                + " refer to something else, or delete them, and remove again");
        assertThat(staging.value(untouched)).isEqualTo("1");
        assertThat(staging.count("vouchers where code5 like 'R%'")).isEqualTo(1_600);
        assertThat(staging.count("station_numbers")).isEqualTo(50);
        assertThat(staging.auth.count("DELETE")).isZero();
    }

    @Test
    void saysWhatIsLeftWhereTheAuthServerFailsAfterTheRowsAreGone() throws Exception {
        staging.seed(FEW);
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1");
        staging.auth.always("DELETE", new AuthServer.Fault(500, "{\"msg\":\"Database error\"}", null));

        assertThatThrownBy(() -> staging.seeder(FEW).remove())
                .isInstanceOf(BadInput.class)
                .hasMessage("SUPABASE_URL: the auth Admin API at "
                        + staging.auth.url().getAuthority() + " answered 500 (Database error); the fixtures' rows were"
                        + " removed, their users not all of them: remove again");
        assertThat(staging.count("vouchers")).isZero();
        assertThat(staging.count("profiles")).isZero();
        assertThat(staging.count("auth.users")).isEqualTo(10);

        staging.auth.serveAgain();
        var second = staging.seeder(FEW).remove();

        assertThat(second.users()).isEqualTo(new Change("users", 0, 0, 0, 10));
        assertThat(second.tables()).allMatch(Change::isNone);
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void isRefusedWithoutAnExplicitYes() throws Exception {
        staging.seed(FEW);

        for (var yes : new String[] {"", "true", "localhost"}) {
            assertThatThrownBy(() ->
                            staging.with("PERF_CONFIRM_REMOVE", yes).seeder(FEW).remove())
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("PERF_CONFIRM_REMOVE=127.0.0.1");
        }
        assertThat(staging.count("vouchers")).isEqualTo(1_620);
        assertThat(staging.auth.count("DELETE")).isZero();
    }
}
