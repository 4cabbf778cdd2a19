package loadtest.seed.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import loadtest.settings.BadInput;
import loadtest.settings.Database;

/** Collects every reason that prevents a seed, so that the user can correct all of them at once. */
public final class Preflight {
    private static final String RIGHTS = """
            select concat(n.nspname, '.', c.relname), row_security_active(c.oid),
              has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
              and (n.nspname = 'auth' or has_table_privilege(c.oid, 'insert')
                and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete'))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p')
              and (n.nspname = 'public' and c.relname = any (?) or n.nspname = 'auth' and c.relname = 'users')
            order by 1
            """;

    private static final String SESSION = """
            select current_setting('transaction_read_only') = 'on',
              has_database_privilege(current_database(), 'temporary'), to_regclass('auth.users') is null
            """;

    private final List<String> problems = new ArrayList<>();
    private final Database database;

    public Preflight(Database database) {
        this.database = database;
    }

    /** Runs one check. If it throws {@link BadInput}, its message is kept for {@link #end()} and the answer is null. */
    public <T> T check(Supplier<T> check) {
        try {
            return check.get();
        } catch (BadInput e) {
            problems.add(e.getMessage());
            return null;
        }
    }

    /** Runs one check that returns nothing. */
    public void check(Runnable check) {
        check(() -> {
            check.run();
            return null;
        });
    }

    /** Adds faults of the database, with one advice for all of them. */
    void add(List<String> found, String advice) {
        if (!found.isEmpty()) {
            problems.add("SUPABASE_DB_URL: " + String.join("; ", found) + "; " + advice);
        }
    }

    /**
     * What is wrong is kept once the round trip is made.
     *
     * @return whether {@code auth.users} can be read
     */
    Supplier<Boolean> rights(RoundTrip trip, List<String> tables) {
        var unreachable = new ArrayList<String>();
        var hidden = new ArrayList<String>();
        trip.read(RIGHTS, List.of(tables), found -> {
            while (found.next()) {
                if (!found.getBoolean(3)) {
                    unreachable.add(found.getString(1));
                } else if (found.getBoolean(2)) {
                    hidden.add(found.getString(1));
                }
            }
            lacking(unreachable, hidden);
        });
        var users = trip.ask(SESSION, this::session);
        return () -> users.get() && !unreachable.contains("auth.users") && !hidden.contains("auth.users");
    }

    private void lacking(List<String> unreachable, List<String> hidden) {
        var lacks = new ArrayList<String>();
        if (!unreachable.isEmpty()) {
            lacks.add("it may not read and write " + String.join(", ", unreachable));
        }
        if (!hidden.isEmpty()) {
            lacks.add("row security holds it back on " + String.join(", ", hidden));
        }
        if (!lacks.isEmpty()) {
            problems.add("SUPABASE_DB_URL: user '" + database.user() + "' lacks rights: " + String.join("; ", lacks)
                    + "; use a login that bypasses row security, such as postgres");
        }
    }

    /** @return whether there is a table of users */
    private boolean session(ResultSet found) throws SQLException {
        if (found.getBoolean(1)) {
            problems.add("SUPABASE_DB_URL: the database is read-only, perhaps a replica; use the primary's address");
        }
        if (!found.getBoolean(2)) {
            problems.add("SUPABASE_DB_URL: user '" + database.user() + "' may not make temporary tables; grant"
                    + " temporary on database " + database.name() + ", or use postgres");
        }
        if (found.getBoolean(3)) {
            problems.add("SUPABASE_DB_URL: table auth.users is missing; is it a Supabase project's database?");
        }
        return !found.getBoolean(3);
    }

    int count() {
        return problems.size();
    }

    /** @throws BadInput with everything found so far, one line for each problem */
    public void end() {
        if (problems.size() == 1) {
            throw new BadInput(problems.get(0));
        }
        if (!problems.isEmpty()) {
            throw new BadInput(problems.size() + " things to mend before anything is written:\n  "
                    + String.join("\n  ", problems));
        }
    }
}
