package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PSQLException;

/**
 * Asks the database whether a trigger fills the columns that the seeder leaves empty: the catalog cannot tell. A row is
 * inserted and taken back; Postgres checks for null after the triggers and before anything that another row is needed
 * for.
 */
final class TriedRows {
    private static final String NOT_NULL_VIOLATION = "23502";
    private static final Savepoint NOTHING_TRIED = new Savepoint("seed_tries");

    private TriedRows() {}

    /** The problems of those columns that stay empty. */
    static List<String> unfilled(Connection connection, List<Fitting.Doubt> doubts) throws SQLException {
        var problems = new ArrayList<String>();
        for (var doubt : doubts) {
            if (staysEmpty(connection, doubt)) {
                problems.add(doubt.problem());
            }
        }
        return problems;
    }

    private static boolean staysEmpty(Connection connection, Fitting.Doubt doubt) throws SQLException {
        var row = doubt.stage().rows().rows().stream()
                .filter(one -> one.columns().get(doubt.column()) == null)
                .findFirst()
                .orElseThrow();
        try (var statement = connection.createStatement()) {
            statement.execute(NOTHING_TRIED.make());
            try {
                statement.execute(doubt.stage().tryOne(row));
                return false;
            } catch (SQLException e) {
                return isAbout(e, doubt.column());
            } finally {
                NOTHING_TRIED.goBack(connection);
            }
        }
    }

    private static boolean isAbout(SQLException error, String column) {
        return error instanceof PSQLException postgres
                && NOT_NULL_VIOLATION.equals(postgres.getSQLState())
                && postgres.getServerErrorMessage() != null
                && column.equals(postgres.getServerErrorMessage().getColumn());
    }
}
