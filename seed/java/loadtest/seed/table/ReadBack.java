package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Stored;
import loadtest.settings.BadInput;

/**
 * What the tables hold after writing, read from them and not computed.
 *
 * @param stored what triggers of the database have made of the fixtures
 */
public record ReadBack(List<Change> changes, Stored stored) {

    /**
     * What the database said of the statements that wrote one table.
     *
     * @param before fixtures that were there
     * @param updated rows that the update has met
     * @param removed rows that earlier runs have added to fixtures
     */
    record Counts(long before, long updated, long removed) {}

    /** @throws BadInput naming table, column and row, if a row is not there or not as the scenarios need it */
    static ReadBack of(Connection connection, List<Stage> stages, List<Counts> statements) throws SQLException {
        var changes = new ArrayList<Change>();
        var altered = new ArrayList<Altered>();
        var all = read(connection, stages);
        for (var i = 0; i < stages.size(); i++) {
            var found = all.get(i);
            found.requirePresent(stages.get(i));
            var rows = found.altered() == 0 ? Altered.NONE : Altered.read(connection, stages.get(i));
            rows.requireWritten(found.toUpdate() > statements.get(i).updated());
            altered.add(rows);
            changes.add(found.change(stages.get(i), statements.get(i), rows.updated()));
        }
        return new ReadBack(changes, Altered.stored(stages, altered));
    }

    /** In one round trip, and one statement for each table. */
    private static List<Found> read(Connection connection, List<Stage> stages) throws SQLException {
        try (var query = connection.createStatement()) {
            query.execute(stages.stream()
                    .map(stage -> new StageCheck(stage).readBack())
                    .collect(joining(";\n")));
            var all = new ArrayList<Found>();
            for (var ignored : stages) {
                all.add(Found.read(query.getResultSet()));
                query.getMoreResults();
            }
            return all;
        }
    }

    /** The counts of one table, as {@link StageCheck#readBack} asks for them. */
    private record Found(long missing, String firstMissing, long updated, long altered, long toUpdate) {
        static Found read(ResultSet row) throws SQLException {
            row.next();
            return new Found(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }

        void requirePresent(Stage stage) {
            if (missing > 0) {
                throw new BadInput("SUPABASE_DB_URL: row " + stage.rows().key().get(0) + " = " + firstMissing
                        + (missing > 1 ? " and " + (missing - 1) + " more" : "") + " of public." + stage.table()
                        + " is not there after writing; a trigger or rule of the database keeps it out; no table was"
                        + " changed");
            }
        }

        /** All rows are there now, so that those that were not before are new. */
        Change change(Stage stage, Counts counts, long alteredAndUpdated) {
            var all = stage.rows().rows().size();
            var changed = updated + alteredAndUpdated;
            var inserted = Math.max(0, all - counts.before());
            return new Change(stage.table(), inserted, changed, all - inserted - changed, counts.removed());
        }
    }
}
