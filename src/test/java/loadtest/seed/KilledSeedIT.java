package loadtest.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import loadtest.seed.summary.SeedSummary;
import loadtest.seed.table.SeederLogin;
import loadtest.testing.Postgres;
import loadtest.testing.SeedCommand;
import loadtest.testing.SeededPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed at any moment, a seed leaves the tables as they were or as they are to be. Three moments, or as many as
 * {@code -Pkill} asks for: every second one anywhere in a seed, the others about its end, where it commits.
 */
@Tag("more-runs")
class KilledSeedIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final long LONGEST = 60_000;
    private static final String USED_UP = "campaign_targets where status = 'sent' and message_id = 'used up'";

    @TempDir
    Path folder;

    @Test
    void leavesTheTablesAsBeforeOrAsAfter() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        try (var staging = new SeededPlatform(POSTGRES, folder)) {
            var draft = staging.summary.resolveSibling(
                    staging.summary.getFileName() + ".940f140a-1606-4b49-8b94-433b68342347.tmp");
            Files.createDirectories(draft.getParent());
            Files.setLastModifiedTime(
                    Files.writeString(draft, "half"),
                    FileTime.from(Instant.now().minusSeconds(3_600)));
            staging.seed();
            assertThat(draft).as("of a seeder killed an hour ago").doesNotExist();
            var after = state(staging);
            useUp(staging);
            var usual = killAfter(staging, LONGEST);
            for (var i = 0; i < KILLS; i++) {
                useUp(staging);
                var before = state(staging);
                Files.deleteIfExists(staging.summary);

                var moment = Math.round(usual * (i % 2 == 0 ? random.nextDouble() : 0.7 + 0.6 * random.nextDouble()));
                killAfter(staging, moment);

                var left = state(staging);
                var kill = "kill %s of %s, after %s ms of about %s (random seed %s)"
                        .formatted(i + 1, KILLS, moment, usual, seed);
                assertThat(left).as(kill).isIn(before, after);
                System.out.println(kill + ": " + (left.equals(after) ? "as after" : "as before"));
                if (Files.exists(staging.summary)) {
                    assertThat(left).isEqualTo(after);
                    SeedSummary.read(staging.summary);
                }
                staging.seed();
                assertThat(state(staging)).isEqualTo(after);
                assertThat(staging.count(USED_UP)).isZero();
            }
        }
    }

    private static void useUp(SeededPlatform staging) throws Exception {
        staging.execute("update campaign_targets set status = 'sent', message_id = 'used up';"
                + " update vouchers set status = 'redeemed'; delete from voucher_events;"
                + " delete from station_numbers");
    }

    /**
     * Kills a seeder so many milliseconds after it has begun to write, unless it ends before, and waits until the
     * database has noticed.
     *
     * @return how many milliseconds it had
     */
    private long killAfter(SeededPlatform staging, long milliseconds) throws Exception {
        var process = SeedCommand.of(folder, staging.variables())
                .redirectErrorStream(true)
                .start();
        try {
            var line = "";
            while (line != null && !line.contains("users:")) {
                line = process.inputReader().readLine();
            }
            assertThat(line).as("the seeder began to write").isNotNull();
            var begun = System.nanoTime();
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            waitForTheDatabase(staging);
        }
    }

    private static void waitForTheDatabase(SeededPlatform staging) throws Exception {
        try (var connection = staging.connect()) {
            connection.setAutoCommit(false);
            SeederLogin.lock(connection, Duration.ofSeconds(30));
        }
    }

    private static String state(SeededPlatform staging) throws Exception {
        return staging.value("select concat("
                + "(select md5(string_agg(t::text, '' order by id)) from campaign_targets t),"
                + "(select md5(string_agg(v::text, '' order by id)) from vouchers v),"
                + "(select md5(string_agg(e::text, '' order by id)) from voucher_events e),"
                + "(select count(*) from station_numbers))");
    }
}
