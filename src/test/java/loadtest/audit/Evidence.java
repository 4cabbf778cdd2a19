package loadtest.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import loadtest.seed.table.ReadOnly;
import loadtest.seed.table.TransactionSettings;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;

/**
 * Evidence from the database of the system under test: one query, run before the load and again after it, each time in
 * one read-only transaction, which a transaction pooler keeps on one connection.
 */
public final class Evidence<T> {
    /** They hold for this transaction only, whatever the role's defaults are. */
    private static final String SETTINGS = ReadOnly.STATEMENT_LIMIT + "; set local search_path = public, extensions";

    private static final String OPENING = """
            select clock_timestamp(),
              array(select t.name || '.' || a.attname from unnest(?::text[]) t (name)
                join pg_attribute a on a.attrelid = to_regclass(t.name) and a.attnum > 0 and not a.attisdropped),
              array(select t.name from unnest(?::text[]) t (name) where row_security_active(to_regclass(t.name)::oid))
            """;

    private final Optional<Database> database;
    private final List<String> tables;
    private final Class<T> form;
    private final AuditQuery<T> query;
    private volatile Optional<T> before = Optional.empty();

    /**
     * @param database absent where none is given; nothing is audited then
     * @param form of the query's result: plain data, which Jackson writes and reads
     */
    public Evidence(Optional<Database> database, List<String> tables, Class<T> form, AuditQuery<T> query) {
        this.form = form;
        this.database = database;
        this.tables = tables;
        this.query = query;
    }

    /** A query to the database, which is run twice. */
    public interface AuditQuery<T> {
        T run(AuditTransaction transaction) throws SQLException;
    }

    /**
     * The transaction that a query runs in.
     *
     * @param now by the database's clock, the only one that its times can be compared with
     * @param columns of the queried tables, such as {@code vouchers.redeemed_at}
     * @param rowSecured the queried tables in which row security may hide rows
     */
    public record AuditTransaction(Connection connection, Instant now, Set<String> columns, Set<String> rowSecured) {
        public java.sql.Array texts(List<String> texts) throws SQLException {
            return connection.createArrayOf("text", texts.toArray());
        }

        /** The error for a table in which no fixture was found. */
        public BadInput nothingIn(String table) {
            return new BadInput("SUPABASE_DB_URL: "
                    + (rowSecured.contains(table)
                            ? "row security hides rows of " + table + "; use a login that bypasses it, such as postgres"
                            : table + " holds nothing of the fixtures; seed again with 'mvn compile exec:java@seed'"));
        }
    }

    /** The results of the query before the load and after it. */
    public record BeforeAndAfter<T>(T before, T after) {}

    /**
     * Runs the query before the load.
     *
     * @throws BadInput if the database does not answer, since the run would use up its fixtures without being judged
     */
    public void before() {
        if (database.isPresent()) {
            try {
                before = Optional.of(ask(database.get()));
            } catch (SQLException e) {
                throw new BadInput("SUPABASE_DB_URL: cannot be audited: " + refusal(e));
            }
        }
    }

    /** The query's result before the load; empty where no database is given. */
    public Optional<T> found() {
        return before;
    }

    public Class<T> form() {
        return form;
    }

    /** Takes the result of the query that another machine ran before the load, in place of {@link #before}. */
    public void found(T elsewhere) {
        before = Optional.of(elsewhere);
    }

    /** Runs the query after the load. */
    public AuditReading<BeforeAndAfter<T>> after() {
        if (database.isEmpty()) {
            return AuditReading.instead(
                    before.isPresent()
                            ? Finding.failed("a database was read before the load, and none is given now")
                            : Finding.notAudited("no database given"));
        }
        if (before.isEmpty()) {
            return AuditReading.instead(Finding.failed("nobody looked before the load"));
        }
        try {
            return AuditReading.of(new BeforeAndAfter<>(before.get(), ask(database.get())));
        } catch (BadInput e) {
            return AuditReading.instead(Finding.failed(e.getMessage()));
        } catch (SQLException e) {
            return AuditReading.instead(Finding.failed(refusal(e)));
        }
    }

    private T ask(Database where) throws SQLException {
        try (var connection = ReadOnly.connect(where)) {
            connection.setAutoCommit(false);
            TransactionSettings.begin(connection, SETTINGS);
            try (var statement = connection.prepareStatement(OPENING)) {
                var names = connection.createArrayOf("text", tables.toArray());
                statement.setArray(1, names);
                statement.setArray(2, names);
                var row = statement.executeQuery();
                row.next();
                var columns = Set.of((String[]) row.getArray(2).getArray());
                var rowSecured = Set.of((String[]) row.getArray(3).getArray());
                return query.run(new AuditTransaction(
                        connection, row.getObject(1, OffsetDateTime.class).toInstant(), columns, rowSecured));
            }
        }
    }

    /** The message leaves out the details of the server, which may quote rows. */
    private String refusal(SQLException error) {
        var where = database.orElseThrow();
        return "the database at " + where.host() + ":" + where.port() + " refused (SQLSTATE " + error.getSQLState()
                + ")";
    }

    /** The results, or the finding that replaces them where they could not be read. */
    public record AuditReading<T>(Optional<T> value, Finding instead) {
        private static <T> AuditReading<T> of(T value) {
            return new AuditReading<>(Optional.of(value), Finding.notAudited("nothing was missing"));
        }

        private static <T> AuditReading<T> instead(Finding finding) {
            return new AuditReading<>(Optional.empty(), finding);
        }

        public Finding judge(Function<T, Finding> judge) {
            return value.map(judge).orElse(instead);
        }

        /** For a promise that the responses alone can break: that counts even if the database cannot be read. */
        public Finding judge(Finding answered, Function<T, Finding> judge) {
            if (value.isEmpty() && instead.outcome() == VerdictOutcome.NOT_AUDITED) {
                var actual = answered.actual() + "; in the database " + instead.actual();
                return Finding.found(answered.outcome(), actual, answered.samples());
            }
            return value.isEmpty() && answered.outcome() == VerdictOutcome.MISSED ? answered : judge(judge);
        }
    }
}
