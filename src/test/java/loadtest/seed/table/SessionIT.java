package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loadtest.testing.OnADeployment;
import loadtest.testing.PgBouncer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the defaults of the seeder's role are, its session has what a seed needs. */
class SessionIT extends OnADeployment {
    private static final int FEW = 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "default_transaction_isolation | 'serializable'",
                "default_transaction_isolation | 'repeatable read'",
                "statement_timeout | '150ms'",
                "idle_in_transaction_session_timeout | '50ms'",
                "search_path | ''",
                "search_path | elsewhere",
                "search_path | elsewhere, public",
                "standard_conforming_strings | off",
                "lock_timeout | '1ms'",
            })
    void aDefaultOfTheRoleDoesNoHarm(String setting, String value) throws Exception {
        staging.execute("""
                create schema elsewhere;
                create table elsewhere.vouchers (id uuid);
                create function slow() returns trigger language plpgsql as $$ begin
                perform pg_sleep(0.2); return new; end $$;
                create trigger slow before insert on campaigns for each statement execute function slow();
                """);
        staging.execute("alter role postgres in database %s set %s = %s".formatted(staging.database, setting, value));

        assertThat(staging.seeder(FEW).plan().nothingChanged()).isFalse();
        staging.seed(FEW);

        assertThat(staging.count("public.vouchers")).isEqualTo(1_620);
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    @Test
    void noTransactionIsOpenWhileTheAuthServerWorks() throws Exception {
        staging.silence = Duration.ofMillis(10);
        staging.auth.creations.drainPermits();
        staging.auth.creations.release(4);
        Set<String> states = ConcurrentHashMap.newKeySet();
        staging.lines = line -> {
            if (line.equals("still users written: 4 of 10")) {
                states.add(state());
                staging.auth.creations.release(10);
            }
        };

        staging.seed(FEW);

        assertThat(states).containsOnly("idle");
    }

    @Test
    void holdsThroughAPoolerThatEndsIdleTransactions() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "PgBouncer is not installed");
        try (var pooler = PgBouncer.before(POSTGRES.port())) {
            staging.execute("alter role postgres in database " + staging.database
                    + " set default_transaction_isolation = 'serializable'");
            staging.with("SUPABASE_DB_URL", staging.url("postgres", "any", pooler.port()));

            staging.seed(FEW);

            assertThat(staging.seed(FEW).nothingChanged()).isTrue();
        }
    }

    private String state() {
        try {
            return staging.value("select state from pg_stat_activity where application_name = 'loadtest-seed'"
                    + " and datname = '" + staging.database + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
