package loadtest.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.table.ReadOnly;
import loadtest.seed.table.TransactionSettings;
import loadtest.server.DatabaseActivity.TableActivity;
import loadtest.settings.Database;

/**
 * Reads the statistics that Postgres keeps: rows and scans of each fixture table, and calls and time of the statements
 * that name one. Each query is a short transaction that reads a view of counters and no table, and works through a
 * transaction pooler.
 */
public final class DatabaseStatistics {
    /**
     * Seconds until Postgres has counted what its sessions did: an idle session reports within 10 s (from version 15
     * on), an active one every second.
     */
    public static final int SETTLED_AFTER_SECONDS = 11;

    /** Postgres counts for each partition, which may be in any schema; here each counts for the table it is a part of. */
    private static final String TABLES = """
            with recursive parts (name, id) as (
              select c.relname, c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname = any (?)
              union all
              select p.name, i.inhrelid from parts p join pg_inherits i on i.inhparent = p.id)
            select p.name, sum(s.n_tup_ins), sum(s.n_tup_upd), sum(s.n_tup_del), sum(coalesce(s.seq_scan, 0)),
              sum(coalesce(s.idx_scan, 0)), sum(coalesce(s.seq_tup_read, 0) + coalesce(s.idx_tup_fetch, 0))
            from parts p join pg_stat_user_tables s on s.relid = p.id group by p.name
            """;

    private static final String RESET =
            "select coalesce(stats_reset::text, '') from pg_stat_database where datname = current_database()";

    /** Finds the view of the extension, and the column that holds the execution time in its version. */
    private static final String EXTENSION = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname
            from pg_extension e
            join pg_namespace n on n.oid = e.extnamespace
            join pg_class c on c.relnamespace = n.oid and c.relname = 'pg_stat_statements'
            join pg_attribute a on a.attrelid = c.oid and a.attname in ('total_exec_time', 'total_time')
            where e.extname = 'pg_stat_statements'
            """;

    /** {@code %1$s} is the view, {@code %2$s} the time; the first parameter has all names as one expression. */
    private static final String STATEMENTS = """
            select concat_ws(' ', s.userid, s.queryid, to_jsonb(s) ->> 'toplevel'), s.calls, s.%2$s,
              array(select t from unnest(?::text[]) t where s.query ~* ('\\m' || t || '\\M'))
            from %1$s s
            where s.dbid = (select oid from pg_database where datname = current_database()) and s.query ~* ?
            """;

    private static final String LIMITS = "set local statement_timeout = '5s'; set local lock_timeout = '1s'";

    private static final String HIDDEN = "select count(*) from %s where query = '<insufficient privilege>'";

    private final Database database;

    /**
     * The statistics at one moment.
     *
     * @param tables by name; empty where they could not be read
     * @param statements by user and query id; empty where they could not be read
     * @param trouble what could not be read and why
     */
    record Snapshot(Optional<Tables> tables, Optional<Map<String, Statement>> statements, List<String> trouble) {
        static Snapshot failed(String why) {
            return new Snapshot(Optional.empty(), Optional.empty(), List.of(why));
        }
    }

    /**
     * The fixture tables that exist.
     *
     * @param reset when their counters were last reset, as the database writes it
     */
    record Tables(Map<String, TableActivity> byName, String reset) {}

    /** One statement, with its constants left out. */
    record Statement(long calls, double millis, Set<String> tables) {}

    public DatabaseStatistics(Database database) {
        this.database = database;
    }

    /** Reads the statistics. Blocks for seconds on a slow database; errors become part of the snapshot. */
    Snapshot snapshot() {
        try (var connection = ReadOnly.connect(database)) {
            connection.setAutoCommit(false);
            var trouble = new ArrayList<String>();
            var tables = attempt(connection, "pg_stat_user_tables", trouble, () -> Optional.of(tables(connection)));
            var statements = attempt(connection, "pg_stat_statements", trouble, () -> statements(connection, trouble));
            return new Snapshot(tables, statements, trouble);
        } catch (SQLException e) {
            return Snapshot.failed("the database at " + database.host() + ":" + database.port() + " refused (SQLSTATE "
                    + e.getSQLState() + ")");
        }
    }

    private interface StatisticsQuery<T> {
        Optional<T> ask() throws SQLException;
    }

    /** Runs one query in a transaction of its own, since an error makes the transaction unusable. */
    private static <T> Optional<T> attempt(
            Connection connection, String what, List<String> trouble, StatisticsQuery<T> question) {
        try {
            TransactionSettings.begin(connection, LIMITS);
            return question.ask();
        } catch (SQLException e) {
            trouble.add(what + " cannot be read (SQLSTATE " + e.getSQLState() + ")");
            return Optional.empty();
        }
    }

    private static Tables tables(Connection connection) throws SQLException {
        var tables = new HashMap<String, TableActivity>();
        try (var query = connection.prepareStatement(TABLES)) {
            query.setArray(1, connection.createArrayOf("text", Fixtures.TABLES.toArray()));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    tables.put(
                            row.getString(1),
                            new TableActivity(
                                    row.getString(1),
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7)));
                }
            }
        }
        return new Tables(tables, text(connection, RESET));
    }

    private Optional<Map<String, Statement>> statements(Connection connection, List<String> trouble)
            throws SQLException {
        try (var query = connection.createStatement();
                var extension = query.executeQuery(EXTENSION)) {
            if (!extension.next()) {
                trouble.add("pg_stat_statements is not installed");
                return Optional.empty();
            }
            var view = extension.getString(1);
            var time = extension.getString(2);
            if (count(connection, HIDDEN.formatted(view)) > 0) {
                trouble.add("pg_stat_statements hides the statements of others from " + database.user()
                        + "; it needs pg_read_all_stats");
            }
            return Optional.of(read(connection, STATEMENTS.formatted(view, time)));
        }
    }

    private static Map<String, Statement> read(Connection connection, String sql) throws SQLException {
        var found = new HashMap<String, Statement>();
        try (var query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", Fixtures.TABLES.toArray()));
            query.setString(2, "\\m(" + String.join("|", Fixtures.TABLES) + ")\\M");
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var names = Set.of((String[]) row.getArray(4).getArray());
                    found.put(row.getString(1), new Statement(row.getLong(2), row.getDouble(3), names));
                }
            }
        }
        return found;
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
