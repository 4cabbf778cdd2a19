package loadtest.seed.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Statements that reach the database together and cost one round trip. Their answers are there once it is made. */
final class RoundTrip {
    private final List<String> statements = new ArrayList<>();
    private final List<List<String>> parameters = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** Reads the rows that a statement answers. */
    interface Reader {
        void read(ResultSet rows) throws SQLException;
    }

    /** Makes a value of the only row that a statement answers. */
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private interface Step {
        void take(PreparedStatement answered) throws SQLException;
    }

    /** @return how many rows the statement has met */
    Supplier<Long> run(String sql) {
        return run(sql, List.of());
    }

    /**
     * @param arrays of texts, the values of the statement's parameters
     * @return how many rows the statement has met
     */
    Supplier<Long> run(String sql, List<List<String>> arrays) {
        var count = new AtomicReference<Long>();
        add(sql, arrays, answered -> count.set(answered.getLargeUpdateCount()));
        return count::get;
    }

    /** @param arrays of texts, the values of the statement's parameters */
    void read(String sql, List<List<String>> arrays, Reader reader) {
        add(sql, arrays, answered -> reader.read(answered.getResultSet()));
    }

    /** @return what is made of the only row */
    <T> Supplier<T> ask(String sql, Reading<T> reading) {
        var answer = new AtomicReference<T>();
        read(sql, List.of(), rows -> {
            rows.next();
            answer.set(reading.of(rows));
        });
        return answer::get;
    }

    /** @return the number that the statement answers */
    Supplier<Long> askNumber(String sql) {
        return ask(sql, row -> row.getLong(1));
    }

    private void add(String sql, List<List<String>> arrays, Step step) {
        statements.add(sql);
        parameters.addAll(arrays);
        steps.add(step);
    }

    static <T> List<T> all(List<Supplier<T>> answers) {
        return answers.stream().map(Supplier::get).toList();
    }

    /** @throws SQLException if a statement is refused; those after it have not run then */
    void make(Connection connection) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        try (var all = connection.prepareStatement(String.join(";\n", statements))) {
            for (var i = 0; i < parameters.size(); i++) {
                var values = parameters.get(i).toArray(String[]::new);
                all.setArray(i + 1, connection.createArrayOf("text", values));
            }
            all.execute();
            for (var step : steps) {
                step.take(all);
                all.getMoreResults();
            }
        }
    }
}
