package loadtest.seed;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;

import loadtest.testing.AuthServer;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;

/** {@code --dry-run} tells what a seed would do, and writes nothing at all. */
class DryRunIT extends OnADeployment {
    private static final int FEW = 100;

    @Test
    void aDryRunTellsWhatASeedThenDoes() throws Exception {
        var plan = staging.seeder(FEW).plan();

        assertThat(staging.count("auth.users")).isZero();
        assertThat(staging.count("vouchers")).isZero();
        assertThat(folder).isEmptyDirectory();
        assertThat(staging.auth.requests).extracting(AuthServer.Request::method).containsOnly("GET");
        assertSame(plan, staging.seed(FEW));

        staging.execute("update vouchers set status = 'sent' where code5 < 'R0010';"
                + " insert into voucher_events (voucher_id, event_type) select id, 'seen' from vouchers;"
                + " delete from campaign_targets where user_id is null;"
                + " update auth.users set raw_user_meta_data = '{}' where email like '%admin%'");
        var second = staging.seeder(FEW).plan();

        assertThat(change(second, "voucher_events").removed()).isEqualTo(1_620);
        assertThat(second.users().updated()).isEqualTo(1);
        assertSame(second, staging.seed(FEW));
        assertThat(staging.seeder(FEW).plan().nothingChanged()).isTrue();
    }

    private static void assertSame(SeedReport plan, SeedReport done) {
        assertThat(plan.tables()).isEqualTo(done.tables());
        assertThat(plan.users()).isEqualTo(done.users());
    }
}
