package loadtest.standin.database;

import java.sql.SQLException;
import java.util.List;

/**
 * The rows of the stand-in as they were when it was ready, kept beside them in a schema of their own, so that everything
 * can be put back in a fraction of the time that seeding takes. Ids stay the same: the seed summary and tokens hold.
 */
public final class Pristine {
    private static final String TABLES = "select format('%I.%I', schemaname, tablename), format('pristine.%I',"
            + " schemaname || '_' || tablename) from pg_tables where schemaname in ('public', 'auth') order by 1";

    /** The rule that a bug may have taken away. */
    private static final String REDEEMED_ONCE = "create unique index if not exists voucher_events_redeemed_once"
            + " on voucher_events (voucher_id) where event_type = 'redeemed'";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Db db;
    private final List<Table> tables;

    private record Table(String name, String copy) {}

    private Pristine(Db db, List<Table> tables) {
        this.db = db;
        this.tables = tables;
    }

    /** Copies every table. */
    public static Pristine of(Db db) throws SQLException {
        var tables = db.all(TABLES, row -> new Table(row.getString(1), row.getString(2)));
        var script = new StringBuilder("create schema pristine;");
        for (var table : tables) {
            script.append("create table %s as table %s;".formatted(table.copy(), table.name()));
        }
        db.script(script.toString());
        return new Pristine(db, tables);
    }

    /** Puts every row back, waiting for the statements that run now. */
    public void restore() throws SQLException {
        // Keys between tables need no check, and triggers no second run: these rows have been in them before.
        var script = new StringBuilder("set local session_replication_role = replica; truncate ");
        script.append(String.join(", ", tables.stream().map(Table::name).toList()))
                .append(';');
        for (var table : tables) {
            script.append("insert into %s table %s;".formatted(table.name(), table.copy()));
        }
        // What the planner knows of the tables outlives their rows, so nothing has to be analysed again.
        db.script(script.append(REDEEMED_ONCE).append(';').toString());
    }

    /**
     * Takes away the rule that no voucher has two {@code redeemed} events, or sets it again.
     *
     * @return whether it is as wanted; it cannot be set where a voucher has two already, until {@link #restore}
     */
    public boolean redeemedOnce(boolean wanted) throws SQLException {
        try {
            db.script(wanted ? REDEEMED_ONCE : "drop index if exists voucher_events_redeemed_once");
            return true;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
