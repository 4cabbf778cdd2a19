package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import loadtest.settings.BadInput;
import loadtest.testing.Await;
import loadtest.testing.HaltedStatements;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;

/** What a transaction needs is set in it, however short the limit of the role is, and however busy the machine. */
class TransactionSettingsIT extends OnADeployment {
    private static final int FEW = 20;
    private static final String SHORTEST = "?options=-c%20statement_timeout=1";

    @Test
    void aLimitThatEndsTheFirstStatementsOfATransactionIsLiftedAllTheSame() throws Exception {
        try (var busy = new HaltedStatements(POSTGRES.port(), "set local", 3)) {
            var url = "jdbc:postgresql://127.0.0.1:" + busy.port() + "/" + staging.database;
            try (var connection = DriverManager.getConnection(
                    url + SHORTEST + "&prepareThreshold=0&assumeMinServerVersion=9.0", "postgres", "any")) {
                connection.setAutoCommit(false);

                TransactionSettings.begin(connection, "set local statement_timeout = 0");

                assertThat(busy.left()).isZero();
                assertThat(value(connection, "select current_setting('statement_timeout') from pg_sleep(0.01)"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void aSeedOnABusyMachineMayHaveTheShortestLimit() throws Exception {
        try (var busy = new HaltedStatements(POSTGRES.port(), "set local", 3)) {
            staging.with("SUPABASE_DB_URL", staging.url("postgres", "any", busy.port()) + SHORTEST);

            staging.seed(FEW);

            assertThat(busy.left()).isZero();
            assertThat(staging.seed(FEW).nothingChanged()).isTrue();
        }
    }

    @Test
    void whatIsLeftOfTheFixturesIsToldUnderTheShortestLimit() throws Exception {
        staging.seed(FEW);
        try (var busy = new HaltedStatements(POSTGRES.port(), "set local", 3)) {
            staging.with("SUPABASE_DB_URL", staging.url("postgres", "any", busy.port()) + SHORTEST);
            var database = staging.settings().supabase().database().orElseThrow();
            var id = staging.value("select id from vouchers where code5 = 'R0000'");

            try (var remaining = Remaining.in(database)) {
                for (var i = 0; i < 20; i++) {
                    assertThat(remaining.vouchers(List.of(id)).unused()).isOne();
                }
            }
            assertThat(busy.left()).isZero();
        }
    }

    /** Somebody who wants it to end may say so in its first moment, too, but then has to say it again. */
    @Test
    void aSeederThatWaitsForAnotherCanBeCancelled() throws Exception {
        try (var other = staging.connect()) {
            other.setAutoCommit(false);
            SeederLogin.lock(other, Duration.ofSeconds(10));
            var seed = CompletableFuture.runAsync(() -> staging.seed(FEW));

            Await.until(Duration.ofSeconds(30), () -> cancelled() && seed.isDone());

            assertThatThrownBy(seed::join)
                    .hasCauseInstanceOf(BadInput.class)
                    .hasMessageContaining("SQLSTATE 57014")
                    .hasMessageContaining("waiting for another seeder to finish");
        }
        assertThat(staging.auth.requests).isEmpty();
    }

    private boolean cancelled() {
        try {
            staging.value("select count(pg_cancel_backend(pid)) from pg_stat_activity"
                    + " where application_name = 'loadtest-seed' and wait_event = 'advisory' and datname ="
                    + " current_database()");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
