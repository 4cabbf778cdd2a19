package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;

class DryRunAndRemoveIT extends OnADeployment {
    private static final int FEW = 100;

    @Test
    void aDryRunTellsWhatASeedThenDoes() throws Exception {
        var plan = staging.seeder(FEW).plan();

        assertThat(staging.count("auth.users")).isZero();
        assertThat(staging.count("vouchers")).isZero();
        assertThat(Files.exists(staging.summary)).isFalse();
        assertThat(staging.auth.count("POST")).isZero();
        assertSame(plan, staging.seed(FEW));

        staging.execute("update vouchers set status = 'sent' where code5 < 'R0010';"
                + " insert into voucher_events (voucher_id, event_type) select id, 'seen' from vouchers;"
                + " delete from campaign_targets where user_id is null;"
                + " update auth.users set raw_user_meta_data = '{}' where email like '%admin%'");
        var second = staging.seeder(FEW).plan();

        assertThat(second.of("voucher_events").removed()).isEqualTo(1_620);
        assertThat(second.users().updated()).isEqualTo(1);
        assertSame(second, staging.seed(FEW));
        assertThat(staging.seeder(FEW).plan().nothingChanged()).isTrue();
    }

    private static void assertSame(SeedReport plan, SeedReport done) {
        assertThat(plan.tables()).isEqualTo(done.tables());
        assertThat(plan.users()).isEqualTo(done.users());
    }

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

        assertThat(report.of("vouchers").removed()).isEqualTo(1_620);
        assertThat(report.of("voucher_events").removed()).isEqualTo(1_634);
        assertThat(report.users().removed()).isEqualTo(10);
        for (var table : report.tables()) {
            assertThat(staging.count(table.kind()))
                    .as(table.kind())
                    .isEqualTo(table.kind().equals(TableRows.STATION_NUMBERS) ? 0 : 1);
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
