package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import loadtest.seed.fixture.Progress;
import org.postgresql.PGConnection;

/** Puts the fixtures' rows into temporary tables, from where they are merged into the real ones. */
final class Staging {
    /** At most so many rows of a table go with the statement that makes it, which spares the two round trips of a COPY. */
    private static final int MOST_INLINE = 2_000;

    /** How much longer the server takes for an inline row than for one of a COPY: a COPY pays where round trips are short. */
    private static final Duration INLINE_ROW = Duration.ofNanos(3_000);

    private static final int ROUND_TRIPS_OF_A_COPY = 2;

    private static final Savepoint NOTHING_STAGED = new Savepoint("seed_begins");

    private final Connection connection;
    private final List<Stage> stages;
    private final Progress progress;
    private final RowsAhead ahead;
    private final int mostInline;

    /** Over a link of which nothing is known. */
    Staging(Connection connection, List<Stage> stages, Progress progress) {
        this(connection, stages, progress, RowsAhead.of(List.of()), MOST_INLINE);
    }

    private Staging(Connection connection, List<Stage> stages, Progress progress, RowsAhead ahead, int mostInline) {
        this.connection = connection;
        this.stages = stages;
        this.progress = progress;
        this.ahead = ahead;
        this.mostInline = mostInline;
    }

    /** The same, with rows that may have been made already, over a link whose round trip is known. */
    Staging with(RowsAhead rows, Duration roundTrip) {
        var most = ROUND_TRIPS_OF_A_COPY * roundTrip.toNanos() / INLINE_ROW.toNanos();
        return new Staging(connection, stages, progress, rows, (int) Math.min(MOST_INLINE, most));
    }

    /** @throws SQLException if a value is not of its column's type; the error's context then names the column */
    void run() throws SQLException {
        var inline = stages.stream()
                .filter(stage -> stage.rows().rows().size() <= mostInline)
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
                copy(stage);
                giveWay(stage);
            }
        }
    }

    private void copy(Stage stage) throws SQLException {
        var sink = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(stage.copy());
        try {
            var chunks = ahead.chunks(stage);
            for (var chunk = chunks.get(); chunk.length > 0; chunk = chunks.get()) {
                sink.writeToCopy(chunk, 0, chunk.length);
            }
            sink.endCopy();
        } finally {
            if (sink.isActive()) {
                sink.cancelCopy();
            }
        }
    }

    private void giveWay(Stage stage) throws SQLException {
        var trip = new RoundTrip();
        stage.giveWay().forEach(trip::run);
        trip.make(connection);
    }
}
