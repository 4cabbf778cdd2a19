package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import loadtest.seed.SeedReport;
import loadtest.settings.BadInput;
import loadtest.testing.OnADeployment;
import loadtest.testing.SeededPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dry run tries what a seed would write, and takes it back. */
class TrialWriteIT extends OnADeployment {
    private static final int FEW = 20;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void listen() {
        staging.lines = lines::add;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alter table vouchers add constraint dear check (amount > 5000)"
                        + "| violates check constraint \"dear\" (SQLSTATE 23514)"
                        + "| column public.vouchers.amount",
                "insert into profiles (user_id, ref_code) select id, 'PERF01' from other; create unique index on profiles (ref_code)"
                        + "| violates unique constraint"
                        + "| column public.profiles.ref_code",
                "create function no() returns trigger language plpgsql as $$ begin raise 'not on Sundays'; end $$;"
                        + " create trigger no before insert on stations for each row execute function no()"
                        + "| not on Sundays (SQLSTATE P0001)"
                        + "| step 'stations: merging 50 rows'",
                "create function no() returns trigger language plpgsql as $$ begin raise 'not on Mondays'; end $$;"
                        + " create constraint trigger no after insert on vouchers deferrable initially deferred"
                        + " for each row execute function no()"
                        + "| not on Mondays (SQLSTATE P0001)"
                        + "| step 'vouchers: merging 1620 rows'",
                "alter table stations alter column status type char(3)"
                        + "| value too long for type character(3)"
                        + "| column public.stations.status",
                "create type color as enum ('red'); alter table campaigns alter column template_id type color using null"
                        + "| invalid input value for enum color"
                        + "| column public.campaigns.template_id",
                "drop table campaign_targets; create table campaign_targets (id uuid, campaign_id uuid, msisdn text,"
                        + " user_id uuid, personalized_vars jsonb, status text, error_code text, message_id text,"
                        + " last_update_at timestamptz) partition by list (status)"
                        + "| no partition of relation"
                        + "| table public.campaign_targets",
            })
    void whatTheDatabaseRefusesIsToldBeforeAUserIsMade(String sql, String said, String place) throws Exception {
        staging.execute("create table other (id uuid primary key, email text unique);"
                + " insert into auth.users (id, email) values ('00000000-0000-0000-0000-0000000000aa', 'x@else.test');"
                + " insert into other select id, email from auth.users");
        staging.execute(sql);

        assertThatThrownBy(() -> staging.seeder(FEW).plan())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(said)
                .hasMessageContaining(place)
                .hasMessageContaining("no table was changed")
                .hasMessageNotContaining("\n");
        assertThat(staging.auth.count("POST")).isZero();
        assertThat(staging.count("vouchers")).isZero();
        assertThat(staging.count("auth.users")).isEqualTo(1);
    }

    @Test
    void aSequenceThatTheLoginMayNotUse() throws Exception {
        try (var project = new SeededPlatform(POSTGRES, folder, "project", "redemptions")) {
            project.with("SUPABASE_DB_URL", project.url("project_login", "any", POSTGRES.port()));
            project.execute("alter table stations add column number serial");

            assertThatThrownBy(() -> project.seeder(FEW).plan())
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("permission denied for sequence stations_number_seq")
                    .hasMessageContaining("stations: merging 50 rows");
            assertThat(project.auth.count("POST")).isZero();
        }
    }

    @Test
    void saysWhatATrialCannotTakeBack() throws Exception {
        staging.seeder(FEW).plan();

        assertThat(lines)
                .contains("trying the writes, which are then rolled back; sequences advance all the same, and triggers"
                        + " with effects elsewhere may fire");
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void doesNotWaitLongForALock() throws Exception {
        try (var other = staging.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table vouchers in share mode");

            assertThatThrownBy(() -> staging.seeder(FEW).plan())
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("a table is locked by someone else (vouchers: merging 1620 rows)");
        }
    }

    @Test
    void anExistingUserServesWhereTheLoginMayMakeNone() throws Exception {
        try (var project = withoutRightsOnUsers()) {
            project.execute("insert into auth.users (id, email) values"
                    + " ('00000000-0000-0000-0000-0000000000aa', 'someone@else.test')");
            var plan = project.seeder(FEW).plan();

            assertThat(lines).contains("profiles: not tried: needs users");
            assertSame(plan, project.seed(FEW));
        }
    }

    @Test
    void withoutAnyUserNothingCanBeTried() throws Exception {
        try (var project = withoutRightsOnUsers()) {
            var plan = project.seeder(FEW).plan();

            assertThat(lines).contains("tables: not tried: needs users");
            assertSame(plan, project.seed(FEW));
        }
    }

    private SeededPlatform withoutRightsOnUsers() throws Exception {
        var project = new SeededPlatform(POSTGRES, folder, "project", "redemptions");
        project.with("SUPABASE_DB_URL", project.url("project_login", "any", POSTGRES.port()));
        project.execute("revoke insert on auth.users from project_login");
        project.lines = lines::add;
        return project;
    }

    private static void assertSame(SeedReport plan, SeedReport done) {
        assertThat(plan.tables()).containsExactlyInAnyOrderElementsOf(done.tables());
        assertThat(plan.users()).isEqualTo(done.users());
    }
}
