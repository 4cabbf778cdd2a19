package loadtest.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loadtest.seed.auth.Account;
import loadtest.seed.auth.FixtureUsers;
import loadtest.seed.auth.KnownUsers;
import loadtest.seed.auth.Parallel;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;
import loadtest.seed.fixture.User;
import loadtest.seed.table.Catalog;
import loadtest.seed.table.FixtureTables;
import loadtest.seed.table.Preflight;
import loadtest.seed.table.ReadBack;
import loadtest.seed.table.RowsAhead;
import loadtest.seed.table.SeederLogin;
import loadtest.seed.table.SqlErrors;
import loadtest.seed.table.Survey;
import loadtest.seed.table.TrialWrite;
import loadtest.settings.BadInput;
import loadtest.settings.Database;

/**
 * The steps that seeding, planning and removing are made of, on one connection. Each transaction keeps other seeders out
 * and ends with its step, so that none is open while the auth server works.
 */
final class SeedRun implements AutoCloseable {
    private final Instant started = Instant.now();
    private Connection connection;
    private final Database database;
    private final FixtureUsers users;
    private final Preflight preflight;
    private final Progress progress;
    private final Plan plan;
    private Optional<Catalog> catalog = Optional.empty();
    private Supplier<List<Account>> accounts = List::of;
    private RowsAhead rows = RowsAhead.of(List.of());

    /**
     * @param draft what is to be written
     * @param locks how long each transaction waits for another seeder, and for each locked table
     */
    record Plan(Supplier<Survey.Draft> draft, Duration locks) {}

    private SeedRun(
            Connection connection,
            Database database,
            FixtureUsers users,
            Preflight preflight,
            Progress progress,
            Plan plan) {
        this.connection = connection;
        this.database = database;
        this.users = users;
        this.preflight = preflight;
        this.progress = progress;
        this.plan = plan;
    }

    /** @throws BadInput if there is no connection, together with what the auth server refuses */
    static SeedRun begin(Database database, FixtureUsers users, Preflight preflight, Progress progress, Plan plan) {
        progress.at("connecting to the database");
        var connection = preflight.check(() -> SeederLogin.connect(database));
        if (connection == null) {
            preflight.check(() -> users.find(User.all()));
            preflight.end();
        }
        return new SeedRun(connection, database, users, preflight, progress, plan);
    }

    Instant started() {
        return started;
    }

    FixtureUsers users() {
        return users;
    }

    /** What the database holds. What it lacks is kept for {@link #accounts}, so that all faults are reported at once. */
    Survey survey() {
        return transaction(false, () -> {
            progress.at("reading the tables");
            // The auth server is asked while the database still is.
            Consumer<List<User>> resolved = known -> accounts = Parallel.begin("accounts", () -> users.find(known));
            var survey = Survey.take(connection, preflight, plan.draft(), resolved);
            catalog = Optional.of(survey.catalog());
            return survey;
        });
    }

    /**
     * @param requirement of the accounts found
     * @throws BadInput with everything that prevents the run
     */
    List<Account> accounts(Consumer<List<Account>> requirement) {
        progress.at("asking the auth server for users");
        var found = preflight.check(accounts);
        if (found != null) {
            preflight.check(() -> requirement.accept(found));
        }
        preflight.end();
        return found;
    }

    /** Begins to make the rows that will be written, unless their users come by other ids. */
    Survey makingRows(Survey survey) {
        rows = RowsAhead.of(survey.fitting().stages());
        return survey;
    }

    void reportNotes(Survey survey) {
        survey.fitting().notes().forEach(this::report);
    }

    void report(String line) {
        progress.report(line);
    }

    /** Writes all tables. */
    ReadBack write(Survey survey) {
        return transaction(true, () -> {
            var roundTrip = KnownUsers.require(connection, survey.users());
            return new FixtureTables(connection, survey.fitting().stages(), progress)
                    .with(rows, roundTrip)
                    .write();
        });
    }

    /** What {@link #write} would change. */
    List<Change> tryToWrite(Survey survey) {
        return transaction(false, () -> new TrialWrite(connection, survey, progress).run());
    }

    /** @param ours users who will be removed later on */
    List<Change> remove(Survey survey, List<User> ours) {
        return transaction(
                true, () -> new FixtureTables(connection, survey.fitting().stages(), progress).remove(ours));
    }

    /** @throws BadInput if the auth server refuses; no table has changed then */
    FixtureUsers.Result writeUsers(List<Account> accounts) {
        try {
            return users.write(accounts);
        } catch (BadInput e) {
            throw new BadInput(e.getMessage() + "; no table was changed, some users may have been: seed again");
        }
    }

    /** @throws BadInput if the auth server refuses; the rows are gone then */
    Change removeUsers(List<User> ours) {
        try {
            return users.remove(ours);
        } catch (BadInput e) {
            throw new BadInput(
                    e.getMessage() + "; the fixtures' rows were removed, their users not all of them: remove again");
        }
    }

    /** One transaction's work. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T transaction(boolean commit, Work<T> work) {
        try {
            progress.at("waiting for another seeder to finish");
            connection = SeederLogin.lock(connection, database, plan.locks());
            var result = work.run();
            if (commit) {
                progress.at("committing");
                connection.commit();
            } else {
                connection.rollback();
            }
            return result;
        } catch (SQLException e) {
            throw SqlErrors.whenWriting(database, e, progress.step(), catalog);
        }
    }

    /** An open transaction is rolled back. */
    @Override
    public void close() {
        rows.close();
        try {
            connection.close();
        } catch (SQLException e) {
            // whatever was to be kept has been committed
        }
    }
}
