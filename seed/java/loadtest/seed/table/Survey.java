package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loadtest.seed.auth.KnownUsers;
import loadtest.seed.fixture.FixtureKind;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.fixture.Ids;
import loadtest.seed.fixture.TableRows;
import loadtest.seed.fixture.User;

/**
 * What a platform holds already and what of the fixtures fits into it; nothing is written yet.
 *
 * @param fitting the fixtures cut to the tables there, under the ids that they have there
 */
public record Survey(Catalog catalog, Draft draft, Fitting fitting) {

    /** Fixtures and their rows, computed again only where ids differ. */
    public record Draft(Fixtures fixtures, List<TableRows> tables) {
        /** Of a database that knows none of the fixtures. */
        public static Draft of(Instant anchor, int bulkTargets) {
            return of(anchor, User.all(), bulkTargets, Ids.OWN);
        }

        private static Draft of(Instant anchor, List<User> users, int bulkTargets, Ids ids) {
            var fixtures = Fixtures.of(anchor, users, bulkTargets, ids);
            return new Draft(fixtures, fixtures.tables());
        }

        private Draft under(List<User> users, Ids ids) {
            return users.equals(fixtures.users()) && ids.equals(fixtures.ids())
                    ? this
                    : of(fixtures.anchor(), users, fixtures.bulkTargets().size(), ids);
        }
    }

    /**
     * @param connection inside a transaction, which the caller rolls back: rows may be tried in it
     * @param preflight receives everything that prevents a seed; the fixtures' ids are only known if there is nothing
     * @param drafted the fixtures under their own ids, which may still be made meanwhile
     * @param resolved receives the users under the ids that the database knows them by, as soon as these are known
     */
    public static Survey take(
            Connection connection, Preflight preflight, Supplier<Draft> drafted, Consumer<List<User>> resolved)
            throws SQLException {
        var before = preflight.count();
        var names = FixtureKinds.ALL.stream().map(FixtureKind::table).toList();
        var trip = new RoundTrip();
        var mayReadUsers = preflight.rights(trip, names);
        var catalog = Catalog.ask(trip, names);
        trip.make(connection);
        var users = mayReadUsers.get() ? KnownUsers.resolve(connection, User.all()) : User.all();
        resolved.accept(users);
        var readable = preflight.count() == before;
        var own = drafted.get();
        var fitting = Fitting.of(catalog, own.tables());
        var draft = own.under(users, Ids.OWN);
        preflight.add(fitting.problems(), "is it the voucher platform's database, with its migrations applied?");
        if (readable) {
            preflight.add(TriedRows.unfilled(connection, fitting.doubts()), "it is no column that the seeder knows");
        }
        if (preflight.count() == before) {
            // What is ours by its owner comes later, once it is staged: the owner may be known under another id.
            var rows = KnownRows.find(connection, catalog, fitting.written(draft.tables()));
            preflight.add(rows.problems(), "nothing was written");
            draft = draft.under(users, rows.ids());
        }
        return new Survey(catalog, own, fitting).with(draft);
    }

    private Survey with(Draft other) {
        return other == draft ? this : new Survey(catalog, other, Fitting.of(catalog, other.tables()));
    }

    public Fixtures fixtures() {
        return draft.fixtures();
    }

    /** The fixtures' users, under the ids that the database knows them by. */
    public List<User> users() {
        return draft.fixtures().users();
    }

    /** The same platform once its users are written, who may have come by other ids. */
    public Survey with(List<User> users) {
        return with(draft.under(users, draft.fixtures().ids()));
    }

    /** The fixtures once they are written, with the ids that some of them turned out to have in the database. */
    public Fixtures written(Ids more) {
        return draft.under(users(), draft.fixtures().ids().and(more)).fixtures();
    }
}
