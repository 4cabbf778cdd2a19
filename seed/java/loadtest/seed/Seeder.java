package loadtest.seed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.function.Consumer;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.Secret;
import loadtest.settings.Settings;

/**
 * Puts the fixtures into a voucher platform: users through its auth server, all tables in one transaction, and last the
 * summary file. Fixtures that a load run has used up are put back, so seeding again resets them; a second seed on the
 * same day changes nothing.
 */
public final class Seeder {
    /** How old an anchor may be: vouchers are valid for 60 days from it, and a run must not meet expired ones. */
    private static final Duration OLDEST_ANCHOR = Duration.ofDays(30);

    private final Settings settings;
    private final Retry retry;
    private final int bulkTargets;
    private final Consumer<String> progress;

    Seeder(Settings settings, Retry retry, int bulkTargets, Consumer<String> progress) {
        this.settings = settings;
        this.retry = retry;
        this.bulkTargets = bulkTargets;
        this.progress = progress;
    }

    /**
     * Seeds what {@code SUPABASE_URL} and {@code SUPABASE_DB_URL} name. Whether that is allowed is the caller's to ask
     * before: see {@link loadtest.settings.TargetGuard}.
     *
     * @throws BadInput in one line, for whatever is missing, unreachable or refused; then no table has changed
     */
    public static SeedReport seed(Settings settings) {
        return seed(settings, line -> {});
    }

    /** As {@link #seed(Settings)}, telling each step to {@code progress}. */
    public static SeedReport seed(Settings settings, Consumer<String> progress) {
        return new Seeder(settings, Retry.PATIENT, CampaignTarget.BULK_COUNT, progress).seed();
    }

    SeedReport seed() {
        var started = Instant.now();
        var anchor = anchor(started);
        var database = settings.supabase().database().orElseThrow(() -> missing("SUPABASE_DB_URL"));
        var users = new FixtureUsers(adminApi(), settings.seed().userPassword());
        var summary = settings.seed().summaryPath();
        new SummaryFile(summary).prepare();
        try (var connection = connect(database)) {
            progress.accept("users: " + User.all().size());
            var written = users.write(KnownUsers.resolve(connection, User.all()));
            connection.setAutoCommit(false);
            KnownUsers.require(connection, written.users());
            var fixtures = Fixtures.of(anchor, written.users(), bulkTargets);
            var changes = FixtureTables.write(connection, fixtures.tables(), progress);
            SeedSummary.of(fixtures, started).write(summary);
            return new SeedReport(written.change(), changes, Duration.between(started, Instant.now()), summary);
        } catch (SQLException e) {
            throw SqlTrouble.whenWriting(database, e);
        }
    }

    private AdminApi adminApi() {
        var url = settings.supabase().url().orElseThrow(() -> missing("SUPABASE_URL"));
        Secret key = settings.supabase().serviceRoleKey().orElseThrow(() -> missing("SUPABASE_SERVICE_ROLE_KEY"));
        return new AdminApi(url, key, retry);
    }

    private Instant anchor(Instant now) {
        var anchor = settings.seed().anchor().orElse(now.truncatedTo(ChronoUnit.DAYS));
        if (anchor.isAfter(now) || anchor.isBefore(now.minus(OLDEST_ANCHOR))) {
            throw BadInput.in(
                    "PERF_SEED_ANCHOR", anchor, "an instant of the last 30 days, or leave it unset for today's start");
        }
        return anchor;
    }

    private static BadInput missing(String variable) {
        return new BadInput(variable + ": not set, and the seeder needs it");
    }

    private static Connection connect(Database database) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "120");
        properties.setProperty("ApplicationName", "loadtest-seed");
        properties.putAll(database.properties());
        try {
            return DriverManager.getConnection(database.jdbcUrl(), properties);
        } catch (SQLException e) {
            throw SqlTrouble.whenConnecting(database, e);
        }
    }
}
