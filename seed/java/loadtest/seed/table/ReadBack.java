package loadtest.seed.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Ids;
import loadtest.seed.fixture.Stored;
import loadtest.settings.BadInput;

/**
 * What the tables hold after writing, read from them and not computed.
 *
 * @param stored what triggers of the database have made of the fixtures
 * @param adopted fixtures that the tables have under other ids, beside those known before
 */
public record ReadBack(List<Change> changes, Stored stored, Ids adopted) {

    /**
     * What the database said of the statements that wrote one table.
     *
     * @param added fixtures that were not there before
     * @param updated rows that the update has met
     * @param removed rows that earlier runs have added to fixtures
     */
    record Counts(long added, long updated, long removed) {}

    /** Of tables that held all fixtures as they must be. */
    static ReadBack untouched(List<Change> changes) {
        return new ReadBack(changes, Stored.AS_WRITTEN, Ids.OWN);
    }

    ReadBack with(Map<UUID, UUID> ids) {
        return new ReadBack(changes, stored, new Ids(Map.copyOf(ids)));
    }

    /**
     * @param kept whether the rows that differed are kept as they were found
     * @return empty if rows are not as written, and it cannot be known what they were
     * @throws BadInput naming table, column and row, if a row is not there or not as the scenarios need it
     */
    static Optional<ReadBack> of(
            Connection connection, List<Stage> stages, List<Counts> statements, List<Found> all, boolean kept)
            throws SQLException {
        var changes = new ArrayList<Change>();
        var altered = new ArrayList<Altered>();
        for (var i = 0; i < stages.size(); i++) {
            var found = all.get(i);
            found.requirePresent(stages.get(i));
            if (!kept && found.altered() > 0) {
                return Optional.empty();
            }
            var rows = found.altered() == 0 ? Altered.NONE : Altered.read(connection, stages.get(i));
            rows.requireWritten(found.toUpdate() > statements.get(i).updated());
            altered.add(rows);
            var updated =
                    kept ? found.updated() + rows.updated() : statements.get(i).updated();
            changes.add(found.change(stages.get(i), statements.get(i), updated));
        }
        return Optional.of(new ReadBack(changes, Altered.stored(stages, altered), Ids.OWN));
    }

    /** Asks with one statement for each table. What the database defers to the commit is done before. */
    static List<Supplier<Found>> ask(List<Stage> stages, boolean kept, RoundTrip trip) {
        trip.run("set constraints all immediate");
        return stages.stream()
                .map(stage -> trip.ask(new StageCheck(stage).readBack(kept), Found::of))
                .toList();
    }

    /** The counts of one table, as {@link StageCheck#readBack} asks for them. */
    record Found(long missing, String firstMissing, long altered, long updated, long toUpdate) {
        static Found of(ResultSet row) throws SQLException {
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

        Change change(Stage stage, Counts counts, long updated) {
            var unchanged = stage.rows().rows().size() - counts.added() - updated;
            return new Change(stage.table(), counts.added(), updated, unchanged, counts.removed());
        }
    }
}
