package loadtest.server;

import java.util.List;

/**
 * What a run did to the database of the system under test: its statistics after the load less those before. Postgres
 * keeps no latency for each table; the mean time of the statements that name it stands in.
 *
 * @param tables fixture tables that were read or written
 * @param statements grouped by the fixture table they name; empty where {@code pg_stat_statements} is not there
 * @param trouble what could not be read and why, or empty
 */
public record DatabaseActivity(List<TableActivity> tables, List<StatementActivity> statements, String trouble) {

    /** Rows and scans of one table, from {@code pg_stat_user_tables}. */
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
