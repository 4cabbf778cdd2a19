package loadtest.seed.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import loadtest.seed.fixture.Change;

/**
 * What a table held of its fixtures before anything was written, in rows.
 *
 * @param missing fixtures that were not there
 * @param differing those that were there and not as they must be
 * @param reshaped those whose phone number is written in another form
 * @param others rows that are no fixtures and must go
 */
record Comparison(Stage stage, long missing, long differing, long reshaped, long others) {

    static Supplier<Comparison> ask(Stage stage, RoundTrip trip) {
        return trip.ask(new StageCheck(stage).compare(), row -> of(stage, row));
    }

    private static Comparison of(Stage stage, ResultSet row) throws SQLException {
        return new Comparison(stage, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    /** Whether the table holds each fixture as it would be written, and nothing that must go. */
    boolean isRight() {
        return missing == 0 && differing == 0 && reshaped == 0 && others == 0;
    }

    /** What a seed would do, where no trigger changes what is written. */
    Change change() {
        var unchanged = stage.rows().rows().size() - missing - differing;
        return new Change(stage.table(), missing, differing, unchanged, others);
    }
}
