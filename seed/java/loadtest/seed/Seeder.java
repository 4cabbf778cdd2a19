package loadtest.seed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import loadtest.seed.auth.AdminApi;
import loadtest.seed.auth.FixtureUsers;
import loadtest.seed.auth.Parallel;
import loadtest.seed.auth.Retry;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;
import loadtest.seed.summary.SeedSummary;
import loadtest.seed.summary.SummaryFile;
import loadtest.seed.table.Preflight;
import loadtest.seed.table.Survey;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
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

    /**
     * Writes users, tables and summary.
     *
     * @throws BadInput as {@link #seed(Settings)}
     */
    public SeedReport seed() {
        return run(run -> {
            var prepared = run.users().alone(() -> prepare(run));
            var survey = prepared.survey();
            var written = run.write(survey);
            writeSummary(SeedSummary.of(
                    survey.written(written.adopted()),
                    written.stored(),
                    survey.fitting().leftOut(),
                    run.started()));
            return report(prepared.users(), written.changes(), survey, run.started());
        });
    }

    /** What the tables are written with: the users are there. */
    private record Prepared(Survey survey, Change users) {}

    private Prepared prepare(SeedRun run) {
        var survey = run.makingRows(run.survey());
        var accounts = run.accounts(FixtureUsers::requireOwn);
        summaryFile().prepare();
        run.reportNotes(survey);
        run.report("users: " + accounts.size());
        var users = run.writeUsers(accounts);
        return new Prepared(survey.with(users.users()), users.change());
    }

    /** What {@link #seed} would change: writes nothing, and no summary, but tries the writes where that can be done. */
    public SeedReport plan() {
        return run(run -> {
            var survey = run.survey();
            var accounts = run.accounts(FixtureUsers::requireOwn);
            run.reportNotes(survey);
            return report(FixtureUsers.plan(accounts), run.tryToWrite(survey), survey, run.started());
        });
    }

    /**
     * Deletes the fixtures' rows, then their users, and nothing else; the summary stays.
     *
     * @throws BadInput unless {@code PERF_CONFIRM_REMOVE} names the database's host
     */
    public SeedReport remove() {
        var database = database();
        var host = Optional.of(HostName.plain(database.host()));
        if (!settings.seed().confirmRemove().map(HostName::plain).equals(host)) {
            throw new BadInput("PERF_CONFIRM_REMOVE: does not name the database's host; nothing was removed; if the"
                    + " fixtures there are to go, set PERF_CONFIRM_REMOVE=" + database.host());
        }
        return run(run -> {
            var survey = run.survey();
            var ours = FixtureUsers.removable(run.accounts(all -> {}));
            run.reportNotes(survey);
            var changes = run.remove(survey, ours);
            return report(run.removeUsers(ours), changes, survey, run.started());
        });
    }

    private SeedReport run(Function<SeedRun, SeedReport> work) {
        try (var progress = new Progress(lines, timeouts.report())) {
            var started = Instant.now();
            var anchor = anchor(started);
            var users = new FixtureUsers(adminApi(), settings.seed().userPassword(), progress);
            var preflight = new Preflight(database());
            preflight.check(() -> summaryFile().check());
            var draft = Parallel.begin("fixtures", () -> Survey.Draft.of(anchor, bulkTargets));
            var plan = new SeedRun.Plan(draft, timeouts.locks());
            try (var run = SeedRun.begin(database(), users, preflight, progress, plan)) {
                return work.apply(run);
            }
        }
    }

    private Database database() {
        return settings.supabase().database().orElseThrow(() -> missing("SUPABASE_DB_URL"));
    }

    private void writeSummary(SeedSummary summary) {
        try {
            summary.write(settings.seed().summaryPath());
        } catch (BadInput e) {
            throw new BadInput(
                    e.getMessage() + "; the database is seeded, its summary is not: mend this and seed again");
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
