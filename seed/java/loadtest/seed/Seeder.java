package loadtest.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import loadtest.seed.auth.AdminApi;
import loadtest.seed.auth.FixtureUsers;
import loadtest.seed.auth.KnownUsers;
import loadtest.seed.auth.Retry;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;
import loadtest.seed.fixture.User;
import loadtest.seed.summary.SeedSummary;
import loadtest.seed.summary.SummaryFile;
import loadtest.seed.table.FixtureTables;
import loadtest.seed.table.Preflight;
import loadtest.seed.table.SeederLogin;
import loadtest.seed.table.SqlErrors;
import loadtest.seed.table.Survey;
import loadtest.settings.BadInput;
import loadtest.settings.HostName;
import loadtest.settings.Secret;
import loadtest.settings.Settings;

/**
 * Writes the fixtures into a voucher platform: the users through its auth server, then all tables in one transaction,
 * and last the summary file. The seeder checks everything before it writes anything, and one seeder runs at a time. It
 * resets the fixtures that a load run has used up; a second seed on the same day changes nothing.
 */
public final class Seeder {
    /** How old an anchor may be: vouchers are valid for 60 days from it, and a run must not meet expired ones. */
    private static final Duration OLDEST_ANCHOR = Duration.ofDays(30);

    private final Settings settings;
    private final Timeouts timeouts;
    private final int bulkTargets;
    private final Consumer<String> lines;

    /**
     * How long the seeder waits.
     *
     * @param locks for another seeder, and for each table that somebody has locked
     * @param report a step that takes longer is reported, each time anew
     */
    public record Timeouts(Retry retry, Duration locks, Duration report) {
        static final Timeouts DEFAULT = new Timeouts(Retry.DEFAULT, Duration.ofSeconds(60), Duration.ofSeconds(5));
    }

    /** @param lines receives each line about the progress */
    public Seeder(Settings settings, Timeouts timeouts, int bulkTargets, Consumer<String> lines) {
        this.settings = settings;
        this.timeouts = timeouts;
        this.bulkTargets = bulkTargets;
        this.lines = lines;
    }

    /**
     * Seeds the platform that {@code SUPABASE_URL} and {@code SUPABASE_DB_URL} name. The caller has asked {@link
     * loadtest.settings.TargetGuard} whether that is allowed.
     *
     * @throws BadInput with one line for each fault; no table has then changed, unless the line says so
     */
    public static SeedReport seed(Settings settings) {
        return seed(settings, CampaignTarget.BULK_COUNT);
    }

    /**
     * As {@link #seed(Settings)}, with more bulk targets or fewer.
     *
     * @param bulkTargets how many; the scenarios accept {@value CampaignTarget#BULK_COUNT} only
     */
    public static SeedReport seed(Settings settings, int bulkTargets) {
        return new Seeder(settings, Timeouts.DEFAULT, bulkTargets, line -> {}).seed();
    }

    public SeedReport seed() {
        return inTransaction(this::write);
    }

    /** What {@link #seed} would change; writes nothing, and no summary. */
    public SeedReport plan() {
        return inTransaction((connection, users, survey, progress, started) -> {
            var changes = new FixtureTables(connection, survey.fitting().stages(), progress).plan();
            return report(FixtureUsers.plan(survey.accounts()), changes, survey, started);
        });
    }

    /**
     * Deletes the fixtures' rows, then their users, and nothing else; the summary stays.
     *
     * @throws BadInput unless {@code PERF_CONFIRM_REMOVE} names the database's host
     */
    public SeedReport remove() {
        var database = settings.supabase().database().orElseThrow(() -> missing("SUPABASE_DB_URL"));
        if (settings.seed()
                .confirmRemove()
                .map(HostName::plain)
                .filter(HostName.plain(database.host())::equals)
                .isEmpty()) {
            throw new BadInput("PERF_CONFIRM_REMOVE: does not name the database's host; nothing was removed; if the"
                    + " fixtures there are to go, set PERF_CONFIRM_REMOVE=" + database.host());
        }
        return inTransaction((connection, users, survey, progress, started) -> {
            var ours = FixtureUsers.removable(survey.accounts());
            var changes = new FixtureTables(connection, survey.fitting().stages(), progress).remove(ours);
            progress.at("committing");
            connection.commit();
            return report(removeUsers(users, ours), changes, survey, started);
        });
    }

    private static Change removeUsers(FixtureUsers users, List<User> ours) {
        try {
            return users.remove(ours);
        } catch (BadInput e) {
            throw new BadInput(
                    e.getMessage() + "; the fixtures' rows were removed, their users not all of them: remove again");
        }
    }

    /** The work of the one transaction, while every other seeder waits. */
    private interface Work {
        SeedReport run(Connection connection, FixtureUsers users, Survey survey, Progress progress, Instant started)
                throws SQLException;
    }

    private SeedReport inTransaction(Work work) {
        try (var progress = new Progress(lines, timeouts.report())) {
            return inTransaction(work, progress);
        }
    }

    private SeedReport inTransaction(Work work, Progress progress) {
        var started = Instant.now();
        var anchor = anchor(started);
        var database = settings.supabase().database().orElseThrow(() -> missing("SUPABASE_DB_URL"));
        var users = new FixtureUsers(adminApi(), settings.seed().userPassword(), progress);
        var preflight = new Preflight(database);
        preflight.check(() -> summaryFile().check());
        progress.at("connecting to the database");
        try (var connection = preflight.check(() -> SeederLogin.connect(database))) {
            if (connection == null) {
                preflight.check(() -> users.find(User.all()));
                preflight.end();
            }
            progress.at("waiting for another seeder to finish");
            SeederLogin.lock(connection, timeouts.locks());
            progress.at("reading the tables");
            var survey = Survey.take(connection, preflight, users, anchor, bulkTargets);
            survey.fitting().notes().forEach(progress::report);
            return work.run(connection, users, survey, progress, started);
        } catch (SQLException e) {
            throw SqlErrors.whenWriting(database, e, progress.step());
        }
    }

    private SeedReport write(
            Connection connection, FixtureUsers users, Survey survey, Progress progress, Instant started)
            throws SQLException {
        summaryFile().prepare();
        progress.report("users: " + survey.accounts().size());
        var written = writeUsers(users, survey);
        KnownUsers.require(connection, written.users());
        var settled = survey.with(written.users());
        var changes = new FixtureTables(connection, settled.fitting().stages(), progress).write();
        progress.at("committing");
        connection.commit();
        writeSummary(SeedSummary.of(settled.fixtures(), survey.fitting().leftOut(), started));
        return report(written.change(), changes, survey, started);
    }

    private void writeSummary(SeedSummary summary) {
        try {
            summary.write(settings.seed().summaryPath());
        } catch (BadInput e) {
            throw new BadInput(
                    e.getMessage() + "; the database is seeded, its summary is not: mend this and seed again");
        }
    }

    private static FixtureUsers.Result writeUsers(FixtureUsers users, Survey survey) {
        try {
            return users.write(survey.accounts());
        } catch (BadInput e) {
            throw new BadInput(e.getMessage() + "; no table was changed, some users may have been: seed again");
        }
    }

    private SummaryFile summaryFile() {
        return new SummaryFile(settings.seed().summaryPath());
    }

    private SeedReport report(Change users, List<Change> tables, Survey survey, Instant started) {
        return new SeedReport(
                users,
                tables,
                survey.fitting().notes(),
                Duration.between(started, Instant.now()),
                settings.seed().summaryPath());
    }

    private AdminApi adminApi() {
        var url = settings.supabase().url().orElseThrow(() -> missing("SUPABASE_URL"));
        Secret key = settings.supabase().ownKey().orElseThrow(() -> missing("SUPABASE_SERVICE_ROLE_KEY"));
        return new AdminApi(url, key, timeouts.retry(), settings.network());
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
}
