package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import loadtest.seed.fixture.Progress;

/** Puts the fixtures' rows into temporary tables, from where they are merged into the real ones. */
final class Staging {
    /** At most so many rows go with the statement that makes their table, which spares the round trips of a COPY. */
    private static final int INLINE_ROWS = 100;

    /** The transaction's state before anything was staged. */
    static final String SAVEPOINT = "seed_begins";

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
            execute("rollback to savepoint " + SAVEPOINT);
            // COPY names the column whose value was refused.
            create(List.of());
            copyAllBut(List.of());
            throw e;
        }
        copyAllBut(inline);
    }

    private void create(List<Stage> inline) throws SQLException {
        progress.at("creating temporary tables");
        var statements = new ArrayList<String>();
        statements.add("savepoint " + SAVEPOINT);
        stages.forEach(stage -> statements.add(stage.create()));
        inline.stream().filter(stage -> !stage.rows().rows().isEmpty()).forEach(stage -> {
            statements.add(stage.fill(stage.rows().rows()));
            stage.giveWay().forEach(statements::add);
        });
        execute(statements.stream().collect(Collectors.joining(";\n")));
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
                for (var sql : stage.giveWay().toList()) {
                    execute(sql);
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
