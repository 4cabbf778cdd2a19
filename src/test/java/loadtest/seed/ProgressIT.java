package loadtest.seed;

import static loadtest.testing.SeedChanges.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import loadtest.seed.table.SeederLogin;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes long is told while it does. Each test holds a step up until the seeder has said that it is at it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProgressIT extends OnADeployment {
    private static final int FEW = 20;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aFastSeedSaysNothingButItsSteps() {
        staging.lines = lines::add;
        staging.seed(FEW);

        assertThat(lines)
                .containsExactly(
                        "users: 10",
                        "profiles: 10 rows",
                        "stations: 50 rows",
                        "station_numbers: 50 rows",
                        "campaigns: 2 rows",
                        "campaign_targets: 32 rows",
                        "vouchers: 1620 rows",
                        "voucher_events: 1633 rows");
    }

    @Test
    void usersAreCounted() {
        staging.auth.creations.drainPermits();
        staging.auth.creations.release(4);

        seedHeldUpUntil("still users written: 4 of 10", () -> staging.auth.creations.release(10));
    }

    @Test
    void aTableThatTakesLongIsNamed() throws Exception {
        try (var other = holding("lock table vouchers in share mode")) {
            seedHeldUpUntil("still vouchers: merging 1620 rows", () -> release(other));
        }
    }

    @Test
    void theWaitForAnotherSeederIsTold() throws Exception {
        try (var other = staging.connect()) {
            other.setAutoCommit(false);
            SeederLogin.lock(other, Duration.ofSeconds(10));

            seedHeldUpUntil("still waiting for another seeder to finish", () -> release(other));
        }
    }

    private void seedHeldUpUntil(String awaited, Runnable release) {
        staging.silence = Duration.ofMillis(10);
        staging.lines = line -> {
            lines.add(line);
            if (line.equals(awaited)) {
                release.run();
            }
        };

        var report = staging.seed(FEW);

        assertThat(lines).contains(awaited);
        assertThat(change(report, "vouchers").inserted()).isEqualTo(1_620);
    }

    private Connection holding(String lock) throws SQLException {
        var connection = staging.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(lock);
        }
        return connection;
    }

    private static void release(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
