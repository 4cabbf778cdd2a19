package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed at any moment, a seed leaves the tables as they were or as they are to be. Three moments, or as many as
 * {@code -Pkill} asks for.
 */
class KilledSeedIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final String USED_UP = "campaign_targets where status = 'sent' and message_id = 'used up'";
    private static final List<String> STEPS = List.of("users:", "profiles:", "campaign_targets:", "voucher_events:");

    @TempDir
    Path folder;

    @Test
    void leavesTheTablesAsBeforeOrAsAfter() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        try (var staging = new Staging(POSTGRES, folder)) {
            staging.seed();
            var after = state(staging);
            for (var i = 0; i < KILLS; i++) {
                staging.execute("update campaign_targets set status = 'sent', message_id = 'used up';"
                        + " update vouchers set status = 'redeemed'; delete from voucher_events;"
                        + " delete from station_numbers");
                var before = state(staging);
                Files.deleteIfExists(staging.summary);

                killAfter(staging, STEPS.get(i % STEPS.size()), random.nextInt(200));

                assertThat(state(staging))
                        .as("kill %d of %d, random seed %d", i + 1, KILLS, seed)
                        .isIn(before, after);
                if (Files.exists(staging.summary)) {
                    assertThat(state(staging)).isEqualTo(after);
                    SeedSummary.read(staging.summary);
                }
                staging.seed();
                assertThat(state(staging)).isEqualTo(after);
                assertThat(staging.count(USED_UP)).isZero();
            }
        }
    }

    /** Kills a seeder a moment after it has come to a step, and waits until the database has noticed. */
    private void killAfter(Staging staging, String step, int milliseconds) throws Exception {
        var process = SeedCommand.of(folder, staging.variables())
                .redirectErrorStream(true)
                .start();
        try {
            var line = "";
            while (line != null && !line.contains(step)) {
                line = process.inputReader().readLine();
            }
            assertThat(line).as("the seeder came to " + step).isNotNull();
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        try (var connection = staging.connect()) {
            connection.setAutoCommit(false);
            SeederLogin.lock(connection, Duration.ofSeconds(30));
        }
    }

    private static String state(Staging staging) throws Exception {
        return staging.value("select concat("
                + "(select md5(string_agg(t::text, '' order by id)) from campaign_targets t),"
                + "(select md5(string_agg(v::text, '' order by id)) from vouchers v),"
                + "(select md5(string_agg(e::text, '' order by id)) from voucher_events e),"
                + "(select count(*) from station_numbers))");
    }
}
