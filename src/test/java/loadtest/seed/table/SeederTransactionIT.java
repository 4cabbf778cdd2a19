package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import loadtest.seed.SeedReport;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.settings.BadInput;
import loadtest.testing.OnADeployment;
import loadtest.testing.SeededPlatform;
import loadtest.testing.TcpProxy;
import org.junit.jupiter.api.Test;

/** What holds however the database is made and whatever goes wrong. */
class SeederTransactionIT extends OnADeployment {
    private static final int FEW = 100;

    /** Over which each round trip takes longer than whatever spares it. */
    private static final Duration LINK = Duration.ofMillis(5);

    @Test
    void needsAsManyRoundTripsForTenThousandTargetsAsForTwoThousand() throws Exception {
        assertThat(roundTrips(CampaignTarget.BULK_COUNT))
                .isEqualTo(roundTrips(2_000))
                .isLessThanOrEqualTo(16)
                .isPositive();
        // Which need no COPY.
        assertThat(roundTrips(FEW)).isLessThan(roundTrips(2_000));
    }

    @Test
    void comparesOnlyWhereAllIsRight() throws Exception {
        staging.seed(FEW);
        var right = roundTripsOf(report -> assertThat(report.nothingChanged()).isTrue());
        staging.execute("update vouchers set status = 'void' where code5 = 'R0000'");
        var wrong = roundTripsOf(
                report -> assertThat(change(report, "vouchers").updated()).isOne());

        assertThat(wrong).isEqualTo(right + 1);
    }

    private int roundTripsOf(Consumer<SeedReport> seed) throws Exception {
        try (var proxy = new TcpProxy(POSTGRES.port(), LINK)) {
            staging.with("SUPABASE_DB_URL", staging.url("postgres", "any", proxy.port()));
            seed.accept(staging.seed(FEW));
            return proxy.turns();
        }
    }

    @Test
    void aTableThatIsTooLargeToGoWithOthersIsSeededByItself() throws Exception {
        assertThat(change(staging.seed(20_000), "campaign_targets").inserted()).isEqualTo(20_012);

        assertThat(staging.seed(20_000).nothingChanged()).isTrue();
    }

    @Test
    void leavesNothingHalfDone() throws Exception {
        // The last table refuses, after all others were written.
        staging.execute("alter table voucher_events add constraint refused check (event_type <> 'redeemed')");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("voucher_events")
                .hasMessageContaining("23514")
                .hasMessageContaining("no table was changed");

        for (var kind : FixtureKinds.ALL) {
            if (!kind.need().isOfSomeGenerations()) {
                assertThat(staging.count(kind.table())).as(kind.table()).isZero();
            }
        }
        assertThat(Files.exists(staging.summary)).isFalse();
    }

    @Test
    void whatTheDatabaseSaysHasNoEffect() throws Exception {
        staging.execute("""
                create function refuse() returns trigger language plpgsql as $$ begin
                raise exception E'::error::x \\x1b[2J\\u009b1m\\u202e ##[error]x\\n::error::y'; end $$;
                create trigger refuse before insert on stations execute function refuse();
                """);

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "\\u003a:error\\u003a:x \\u001b[2J\\u009b1m\\u202e \\u0023#[error]x (SQLSTATE P0001)")
                .hasMessageNotContainingAny("\n", "\u001b", "::y");
    }

    @Test
    void namesEveryTableAndColumnThatIsMissing() throws Exception {
        staging.execute("drop table voucher_events; drop table station_numbers;"
                + " alter table vouchers drop column code5, add column shift int not null");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("table public.station_numbers")
                .hasMessageContaining("table public.voucher_events")
                .hasMessageContaining("column vouchers.code5")
                .hasMessageContaining("column vouchers.shift must be filled and has no default");
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void castsToTheColumnsOwnTypes() throws Exception {
        staging.execute("""
                create type campaign_state as enum ('draft', 'running');
                create domain e164 as text check (value ~ '^\\+[0-9]+$');
                alter table campaigns drop constraint campaigns_status_check, alter column status drop default,
                  alter column status type campaign_state using status::campaign_state;
                alter table profiles alter column whatsapp_e164 type e164;
                """);

        staging.seed(FEW);

        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void refusesAnAnchorThatMakesNoSense() {
        for (var days : new int[] {1, -31}) {
            var anchor = Instant.now().plus(days, ChronoUnit.DAYS).toString();
            assertThatThrownBy(() -> staging.with("PERF_SEED_ANCHOR", anchor).seed(FEW))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("PERF_SEED_ANCHOR")
                    .hasMessageContaining("last 30 days");
        }
        assertThat(staging.auth.requests).isEmpty();
    }

    private int roundTrips(int bulkTargets) throws Exception {
        try (var fresh = new SeededPlatform(POSTGRES, folder);
                var proxy = new TcpProxy(POSTGRES.port(), LINK)) {
            fresh.with("SUPABASE_DB_URL", fresh.url("postgres", "any", proxy.port()));
            assertThat(change(fresh.seed(bulkTargets), "campaign_targets").inserted())
                    .isEqualTo(bulkTargets + 12);
            return proxy.turns();
        }
    }
}
