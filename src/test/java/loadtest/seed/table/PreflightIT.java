package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.settings.BadInput;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;

/** Everything that stands in the way is told at once, before anything is written. */
class PreflightIT extends OnADeployment {
    private static final int FEW = 20;

    @Test
    void tellsAllProblemsAtOnce() throws Exception {
        staging.execute(
                "drop table voucher_events; grant usage on schema auth to outsider;"
                        + " grant select, insert, update, delete on vouchers to outsider; grant select on auth.users to outsider");
        var taken = Files.writeString(folder.resolve("a-file"), "");
        staging.with("SUPABASE_DB_URL", staging.url("outsider", "right", POSTGRES.port()))
                .with("SUPABASE_SERVICE_ROLE_KEY", "canary")
                .with("PERF_SUMMARY_PATH", taken.resolve("summary.json").toString());

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("4 things to mend")
                .hasMessageContaining("PERF_SUMMARY_PATH")
                .hasMessageContaining("user 'outsider' lacks rights: it may not read and write public.campaign_targets")
                .hasMessageContaining("row security holds it back on auth.users, public.vouchers")
                .hasMessageContaining("SUPABASE_SERVICE_ROLE_KEY: refused")
                .hasMessageContaining("table public.voucher_events is missing")
                .hasMessageNotContaining("canary");
        assertThat(staging.count("auth.users")).isZero();
    }

    @Test
    void checksTheKeyEvenWhereTheDatabaseCannotBeReached() {
        staging.with("SUPABASE_DB_URL", "postgresql://u:p@127.0.0.1:1/postgres")
                .with("SUPABASE_SERVICE_ROLE_KEY", "canary");

        assertThatThrownBy(() -> staging.seed(FEW))
                .hasMessageContaining("no Postgres can be reached")
                .hasMessageContaining("SUPABASE_SERVICE_ROLE_KEY: refused");
    }

    @Test
    void saysSoWhenTheDatabaseIsReadOnly() throws Exception {
        staging.execute("alter database " + staging.database + " set default_transaction_read_only = on");

        assertThatThrownBy(() -> staging.seed(FEW))
                .hasMessageContaining("the database is read-only: default_transaction_read_only is on")
                .hasMessageNotContaining("replica");
    }

    @Test
    void acceptsALoginThatMerelyMayWriteEveryTable() throws Exception {
        staging.execute("grant usage on schema auth to outsider; grant select on auth.users to outsider;"
                + " grant all on all tables in schema public to outsider");
        for (var table : Files.readString(Path.of("src/test/resources/standin/schema.sql"))
                .lines()
                .filter(line -> line.startsWith("create table "))
                .map(line -> line.split(" ")[2])
                .toList()) {
            staging.execute("alter table " + table + " disable row level security");
        }
        staging.with("SUPABASE_DB_URL", staging.url("outsider", "right", POSTGRES.port()));

        assertThatCode(() -> staging.seed(FEW)).doesNotThrowAnyException();
    }

    @Test
    void saysWhereItCannotGiveAnId() throws Exception {
        staging.execute("alter table voucher_events drop column id,"
                + " add column id bigint generated always as identity primary key");

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("column voucher_events.id is computed by the database alone");
        assertThat(staging.count("auth.users")).isZero();
    }
}
