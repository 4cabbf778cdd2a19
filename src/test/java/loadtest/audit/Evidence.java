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
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;

/**
 * What the database of the system under test says: one question, asked before the load and again after it. Each time
 * in one read-only transaction, which a transaction pooler keeps on one connection.
 */
public final class Evidence<T> {
    /** Local to the transaction, so that a pooler hands it to nobody else; just below the connection's own limit. */
    private static final String OPENING = """
            select clock_timestamp(), set_config('statement_timeout', '9000', true),
              array(select t.name || '.' || a.attname from unnest(?::text[]) t (name)
                join pg_attribute a on a.attrelid = to_regclass(t.name) and a.attnum > 0 and not a.attisdropped),
              array(select t.name from unnest(?::text[]) t (name) where row_security_active(to_regclass(t.name)::oid))
            """;

    private final Optional<Database> database;
    private final List<String> tables;
    private final AuditQuery<T> question;
    private volatile Optional<T> before = Optional.empty();

    /** @param database absent where none is given: then it is never asked */
    public Evidence(Optional<Database> database, List<String> tables, AuditQuery<T> question) {
        this.database = database;
        this.tables = tables;
        this.question = question;
    }

    /** A question to the database; may be asked twice. */
    public interface AuditQuery<T> {
        T ask(AuditTransaction look) throws SQLException;
    }

    /**
     * The database at one moment.
     *
     * @param now by its own clock, which is the only one that its times can be compared with
     * @param columns of the tables asked for, such as {@code vouchers.redeemed_at}
     * @param guarded those of these tables in which row security may hide rows from us
     */
    public record AuditTransaction(Connection connection, Instant now, Set<String> columns, Set<String> guarded) {
        public java.sql.Array texts(List<String> texts) throws SQLException {
            return connection.createArrayOf("text", texts.toArray());
        }

        /** For rows that must be there and were not seen. */
        public BadInput nothingIn(String table) {
            return new BadInput("SUPABASE_DB_URL: "
                    + (guarded.contains(table)
                            ? "row security hides rows of " + table + "; use a login that bypasses it, such as postgres"
                            : table + " holds nothing of the fixtures; seed again with 'mvn compile exec:java@seed'"));
        }
    }

    /** What changed from before the load until after it. */
    public record BeforeAndAfter<T>(T before, T after) {}

    /**
     * Looks before the load.
     *
     * @throws BadInput if the database does not answer: fixtures used up by a run that cannot be judged would be a
     *     waste
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

    /** Looks again. */
    public AuditReading<BeforeAndAfter<T>> after() {
        if (database.isEmpty()) {
            return AuditReading.instead(Finding.notAudited("no database given"));
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
            try (var statement = connection.prepareStatement(OPENING)) {
                var names = connection.createArrayOf("text", tables.toArray());
                statement.setArray(1, names);
                statement.setArray(2, names);
                var row = statement.executeQuery();
                row.next();
                var columns = Set.of((String[]) row.getArray(3).getArray());
                var guarded = Set.of((String[]) row.getArray(4).getArray());
                return question.ask(new AuditTransaction(
                        connection, row.getObject(1, OffsetDateTime.class).toInstant(), columns, guarded));
            }
        }
    }

    /** Without what the server says in detail, which may quote rows. */
    private String refusal(SQLException trouble) {
        var where = database.orElseThrow();
        return "the database at " + where.host() + ":" + where.port() + " refused (SQLSTATE " + trouble.getSQLState()
                + ")";
    }

    /** What was read, or the finding that stands for it where nothing could be. */
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

        /** For what the answers alone tell of, too: a breach stands though the database cannot be read. */
        public Finding judge(Finding answered, Function<T, Finding> judge) {
            if (value.isEmpty() && instead.outcome() == VerdictOutcome.NOT_AUDITED) {
                var actual = answered.actual() + "; in the database " + instead.actual();
                return Finding.found(answered.outcome(), actual, answered.samples());
            }
            return value.isEmpty() && answered.outcome() == VerdictOutcome.MISSED ? answered : judge(judge);
        }
    }
}
