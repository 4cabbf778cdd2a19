package loadtest.server;

import java.util.List;

/**
 * What a run did in the database of the system under test: its statistics after the load minus those before. Postgres
 * keeps no latency per table; the mean time of the statements that name the table replaces it.
 *
 * @param tables fixture tables that were read or written
 * @param statements grouped by the fixture table they name; empty without {@code pg_stat_statements}
 * @param trouble what could not be read and why, and what may be missing; or empty
 */
public record DatabaseActivity(List<TableActivity> tables, List<StatementActivity> statements, String trouble) {

    /** The same with one more thing that the reader must know. */
    public DatabaseActivity noting(String more) {
        return new DatabaseActivity(tables, statements, trouble.isEmpty() ? more : trouble + "; " + more);
    }

    /** Rows and scans of one table with all its partitions, from {@code pg_stat_user_tables}. */
    public record TableActivity(
            String name,
            long inserted,
            long updated,
            long deleted,
            long sequentialScans,
            long indexScans,
            long rowsRead) {}

    /**
     * StatementActivity that name one table, from {@code pg_stat_statements}.
     *
     * @param meanMillis mean time of a call, milliseconds
     */
    public record StatementActivity(String table, long calls, double meanMillis, double totalMillis) {}
}
