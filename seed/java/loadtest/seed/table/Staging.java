package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import loadtest.seed.fixture.Progress;

/** Puts the fixtures' rows into temporary tables, from where they are merged into the real ones. */
final class Staging {
    /**
     * At most so many rows of a table go with the statement that makes it, which spares the two round trips of a COPY; of
     * more a COPY takes less of the server's time.
     */
    private static final int INLINE_ROWS = 2_000;

    private static final Savepoint NOTHING_STAGED = new Savepoint("seed_begins");

    private final Connection connection;
    private final List<Stage> stages;
    private final Progress progress;

    Staging(Connection connection, List<Stage> stages, Progress progress) {
        this.connection = connection;
        this.stages = stages;
        this.progress = progress;
    }

    /** @throws SQLException if a value is not of its column's type; the error's context then names the column */
    void run() throws SQLException {
        var inline = stages.stream()
                .filter(stage -> stage.rows().rows().size() <= INLINE_ROWS)
                .toList();
        try {
            create(inline);
        } catch (SQLException e) {
            NOTHING_STAGED.goBackAfter(e, connection);
            // COPY names the column whose value was refused.
            inline = List.of();
            create(inline);
        }
        copyAllBut(inline);
    }

    private void create(List<Stage> inline) throws SQLException {
        progress.at("creating temporary tables");
        var trip = new RoundTrip();
        trip.run(NOTHING_STAGED.make());
        stages.forEach(stage -> trip.run(stage.create()));
        inline.forEach(stage -> {
            var rows = new InlineRows(stage);
            trip.run(rows.fill(), List.of(rows.composites()));
            stage.giveWay().forEach(trip::run);
        });
        trip.make(connection);
    }

    private void copyAllBut(List<Stage> inline) throws SQLException {
        for (var stage : stages) {
            var rows = stage.rows().rows();
            if (rows.isEmpty()) {
                continue;
            }
            progress.report(stage.table() + ": " + rows.size() + " rows");
            if (!inline.contains(stage)) {
                progress.at(stage.table() + ": copying " + rows.size() + " rows");
                Copy.rows(connection, stage.copy(), rows.stream().map(stage::values));
                giveWay(stage);
            }
        }
    }

    private void giveWay(Stage stage) throws SQLException {
        var trip = new RoundTrip();
        stage.giveWay().forEach(trip::run);
        trip.make(connection);
    }
}
