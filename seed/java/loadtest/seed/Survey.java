package loadtest.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What a platform holds already and what of the fixtures fits into it; nothing is written yet.
 *
 * @param fitting the fixtures cut to the tables there, under the ids that they have there
 */
record Survey(Catalog catalog, Ids ids, List<FixtureUsers.Account> accounts, Fixtures fixtures, Fitting fitting) {

    /**
     * @param connection inside the transaction
     * @throws loadtest.settings.BadInput with everything that has to be mended
     */
    static Survey take(Connection connection, Preflight preflight, FixtureUsers users, Instant anchor, int bulkTargets)
            throws SQLException {
        var wanted = Fixtures.of(anchor, User.all(), bulkTargets, Ids.OWN);
        var tables = wanted.tables();
        var names = tables.stream().map(TableRows::table).toList();
        var known = preflight.rights(connection, names) ? KnownUsers.resolve(connection, User.all()) : User.all();
        var accounts = preflight.check(() -> users.look(known));
        var catalog = Catalog.read(connection, names);
        preflight.add(
                Fitting.of(catalog, tables).problems(),
                "is it the voucher platform's database, with its migrations applied?");
        preflight.end();

        var rows = new KnownRows(connection, catalog);
        var fixtures = Fixtures.of(anchor, known, bulkTargets, Ids.OWN);
        rows.look(fixtures.tables(), table -> !table.equals(TableRows.TARGETS));
        // Targets are told apart by their campaign, which may be known under another id.
        rows.look(Fixtures.of(anchor, known, bulkTargets, rows.ids()).tables(), TableRows.TARGETS::equals);
        preflight.add(rows.problems(), "nothing was written");
        preflight.end();
        return of(catalog, rows.ids(), accounts, Fixtures.of(anchor, known, bulkTargets, rows.ids()));
    }

    private static Survey of(Catalog catalog, Ids ids, List<FixtureUsers.Account> accounts, Fixtures fixtures) {
        return new Survey(catalog, ids, accounts, fixtures, Fitting.of(catalog, fixtures.tables()));
    }

    /** The same platform once its users are written, who may have come by other ids. */
    Survey with(List<User> users) {
        return users.equals(fixtures.users())
                ? this
                : of(
                        catalog,
                        ids,
                        accounts,
                        Fixtures.of(
                                fixtures.anchor(), users, fixtures.bulkTargets().size(), ids));
    }
}
