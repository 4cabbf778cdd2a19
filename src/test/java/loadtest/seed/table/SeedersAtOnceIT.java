package loadtest.seed.table;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import loadtest.seed.SeedReport;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Fixtures;
import loadtest.settings.BadInput;
import loadtest.testing.OnADeployment;
import loadtest.testing.PgBouncer;
import org.junit.jupiter.api.Test;

/** Seeders, and others who hold locks, at the same time. */
class SeedersAtOnceIT extends OnADeployment {
    private static final int FEW = 1_000;

    @Test
    void theSecondWaitsAndFindsNothingToDo() throws Exception {
        assertOneSeedsAndTheOtherFindsNothingToDo();
    }

    @Test
    void workThroughATransactionPooler() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "PgBouncer is not installed");
        try (var pooler = PgBouncer.before(POSTGRES.port())) {
            staging.with("SUPABASE_DB_URL", staging.url("postgres", "any", pooler.port()));

            assertOneSeedsAndTheOtherFindsNothingToDo();
            assertThat(staging.seed(FEW).nothingChanged()).isTrue();
        }
    }

    @Test
    void givesUpOnASeederThatTakesTooLong() throws Exception {
        staging.locks = Duration.ofMillis(100);
        try (var other = staging.connect()) {
            other.setAutoCommit(false);
            SeederLogin.lock(other, Duration.ofSeconds(1));

            assertThatThrownBy(() -> staging.seed(FEW))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("another seeder has been at work");
        }
        assertThat(staging.auth.requests).isEmpty();
    }

    @Test
    void meetsARowThatSomeoneElseAddsMeanwhile() throws Exception {
        try (var other = staging.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into stations (id, name, engencode) values ('"
                    + Fixtures.of(Instant.EPOCH).stations().get(6).id() + "', 'Theirs', 'ENG-PERF-007')");
            staging.silence = Duration.ofMillis(10);
            staging.lines = line -> commitOnceAwaited(other);

            assertThat(change(staging.seed(FEW), "stations")).isEqualTo(new Change("stations", 49, 1, 0, 0));
        }
        assertThat(staging.count("stations where name = 'Theirs'")).isZero();
        assertThat(staging.seed(FEW).nothingChanged()).isTrue();
    }

    private void commitOnceAwaited(Connection other) {
        try {
            if (staging.count("pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0 and datname ="
                            + " current_database()")
                    > 0) {
                other.commit();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givesUpOnATableThatIsLocked() throws Exception {
        staging.locks = Duration.ofMillis(100);
        try (var other = staging.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table vouchers in share mode");

            assertThatThrownBy(() -> staging.seed(FEW))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("a table is locked by someone else (vouchers: merging 1620 rows)")
                    .hasMessageNotContaining("\n")
                    .hasMessageContaining("no table was changed");
        }
        assertThat(staging.count("profiles")).isZero();
    }

    private void assertOneSeedsAndTheOtherFindsNothingToDo() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<SeedReport> seed = () -> staging.seed(FEW);
            var inserted = new ArrayList<Long>();
            for (var report : threads.invokeAll(List.of(seed, seed))) {
                inserted.add(change(report.get(), "campaign_targets").inserted());
                assertThat(report.get().users().updated()).isZero();
            }
            assertThat(inserted).containsExactlyInAnyOrder(FEW + 12L, 0L);
        } finally {
            threads.shutdownNow();
        }
        assertThat(staging.auth.count("POST")).isEqualTo(10);
        assertThat(staging.count("vouchers")).isEqualTo(1_620);
    }
}
