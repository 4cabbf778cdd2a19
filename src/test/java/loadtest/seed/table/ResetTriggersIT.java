package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loadtest.settings.BadInput;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;

/** Triggers of the platform keep what a load has left, or undo a reset: a seed never calls that unchanged. */
class ResetTriggersIT extends OnADeployment {
    private static final int FEW = 20;

    @Test
    void aRowThatIsKeptWhenItMustGoIsNamed() throws Exception {
        staging.seed(FEW);
        staging.execute("insert into voucher_events (voucher_id, event_type) select id, 'redeemed' from vouchers"
                + " where code5 = 'R0000'");
        trigger("voucher_events", "delete", "return null;");
        staging.with("PERF_CONFIRM_REMOVE", "127.0.0.1");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "SUPABASE_DB_URL: 1 row of public.voucher_events that must go is still there after deleting;"
                                + " a trigger or rule of the database keeps rows; no table was changed");
        assertThatThrownBy(() -> staging.seeder(FEW).plan()).hasMessageContaining("1 row of public.voucher_events");
        assertThatThrownBy(() -> staging.seeder(FEW).remove())
                .hasMessageContaining("1634 rows of public.voucher_events that must go are still there");
        assertThat(staging.count("auth.users")).isEqualTo(10);
    }

    @Test
    void whatIsDoneAtTheCommitIsSeenBefore() throws Exception {
        staging.execute("""
                create function late() returns trigger language plpgsql as $$ begin
                update vouchers set status = 'void' where id = new.id; return null; end $$;
                create constraint trigger late after insert on vouchers deferrable initially deferred
                  for each row execute function late();
                """);

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("column public.vouchers.status of row id = ")
                .hasMessageContaining("is 'void' after writing, not 'issued'");
        assertThat(staging.count("vouchers")).isZero();
    }

    @Test
    void aTimeOfRedeemThatIsKeptIsNamed() throws Exception {
        staging.seed(FEW);
        staging.execute("update vouchers set status = 'redeemed', redeemed_at = now() where code5 = 'R0000'");
        trigger("vouchers", "update", "new.redeemed_at := coalesce(old.redeemed_at, new.redeemed_at);");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("column public.vouchers.redeemed_at of row id = ")
                .hasMessageContaining("after writing, not null");
    }

    @Test
    void aChangeThatATriggerMakesOfOneRowIsKept() throws Exception {
        staging.seed(FEW);
        trigger("vouchers", "insert or update", "if new.code5 = 'R0000' then new.amount := 2500; end if;");
        staging.execute("set session_replication_role = replica; update vouchers set amount = 1 where code5 = 'R0000'");

        assertThat(change(staging.seed(FEW), "vouchers").updated()).isEqualTo(1);
        assertThat(staging.count("vouchers where code5 = 'R0000' and amount = 2500"))
                .isEqualTo(1);
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }
}
