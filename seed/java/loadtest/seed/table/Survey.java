package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import loadtest.seed.auth.KnownUsers;
import loadtest.seed.fixture.FixtureKind;
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
    private record Draft(Fixtures fixtures, List<TableRows> tables) {
        static Draft of(Instant anchor, List<User> users, int bulkTargets, Ids ids) {
            var fixtures = Fixtures.of(anchor, users, bulkTargets, ids);
            return new Draft(fixtures, fixtures.tables());
        }

        Draft under(List<User> users, Ids ids) {
            return users.equals(fixtures.users()) && ids.equals(fixtures.ids())
                    ? this
                    : of(fixtures.anchor(), users, fixtures.bulkTargets().size(), ids);
        }
    }

    /**
     * @param connection inside a transaction, which the caller rolls back: rows may be tried in it
     * @param preflight receives everything that prevents a seed; the fixtures' ids are only known if there is nothing
     */
    public static Survey take(Connection connection, Preflight preflight, Instant anchor, int bulkTargets)
            throws SQLException {
        var before = preflight.count();
        var own = Draft.of(anchor, User.all(), bulkTargets, Ids.OWN);
        var names = own.tables().stream().map(TableRows::table).toList();
        var trip = new RoundTrip();
        var mayReadUsers = preflight.rights(trip, names);
        var catalog = Catalog.ask(trip, names);
        trip.make(connection);
        var users = mayReadUsers.get() ? KnownUsers.resolve(connection, User.all()) : User.all();
        var readable = preflight.count() == before;
        var fitting = Fitting.of(catalog, own.tables());
        var draft = own.under(users, Ids.OWN);
        preflight.add(fitting.problems(), "is it the voucher platform's database, with its migrations applied?");
        if (readable) {
            preflight.add(TriedRows.unfilled(connection, fitting.doubts()), "it is no column that the seeder knows");
        }
        if (preflight.count() == before) {
            var rows = new KnownRows(connection, catalog);
            rows.find(fitting.written(draft.tables()), kind -> !kind.isOursByOwner());
            // What is told apart by its owner, too, comes later: the owner may be known under another id.
            draft = draft.under(users, rows.ids());
            rows.find(fitting.written(draft.tables()), FixtureKind::isOursByOwner);
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
}
