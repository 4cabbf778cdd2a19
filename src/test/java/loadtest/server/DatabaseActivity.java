package loadtest.server;

import java.util.List;

/**
 * What a run did in the database of the system under test: its statistics after the load minus those before. Postgres
 * keeps no latency per table; the mean time of the statements that name the table replaces it.
 *
 * @param tables fixture tables that were read or written
 * @param statements grouped by the fixture table they name; empty without {@code pg_stat_statements}
 * @param trouble what could not be read and why, or empty
 * @param mayLack what was read too early to be complete, or empty
 */
public record DatabaseActivity(
        List<TableActivity> tables, List<StatementActivity> statements, String trouble, String mayLack) {

    public DatabaseActivity(List<TableActivity> tables, List<StatementActivity> statements, String trouble) {
        this(tables, statements, trouble, "");
    }

    /** The same, read so early that something may be missing. */
    public DatabaseActivity lacking(String what) {
        return new DatabaseActivity(tables, statements, trouble, what);
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
