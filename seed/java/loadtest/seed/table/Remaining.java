package loadtest.seed.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Database;

/**
 * What load runs have left of the fixtures, asked of the database. Columns that older databases lack are read through
 * {@code to_jsonb}, where an absent one is null.
 */
public final class Remaining implements AutoCloseable {
    private static final String VOUCHERS = """
            select count(*), count(*) filter (where v.status::text in ('issued', 'sent')
                and coalesce((to_jsonb(v) ->> 'expires_at')::timestamptz > now(), true)),
              min(to_jsonb(v) -> 'metadata' ->> 'seedVersion')
                filter (where to_jsonb(v) -> 'metadata' ->> 'seedVersion' <> ?)
            from public.vouchers v where v.id = any(?::uuid[])
            """;
    private static final String TARGETS = """
            select count(*), count(*) filter (where t.status::text = 'queued'),
              (select to_jsonb(c) -> 'metadata' ->> 'seedVersion' from public.campaigns c
                where c.id::text = ? and to_jsonb(c) -> 'metadata' ->> 'seedVersion' <> ?)
            from public.campaign_targets t where t.campaign_id::text = ? and t.msisdn = any(?)
            """;

    /** Without the right to see a row, a database says that there is none. */
    private static final String HIDDEN = "select coalesce(row_security_active(to_regclass(?)::oid), false)";

    private final Database database;
    private final Connection connection;

    /**
     * Some fixtures as the database has them.
     *
     * @param present how many are there
     * @param unused how many of those a run can still use: vouchers to be redeemed, targets that wait
     * @param otherVersion what seeded them, where that was not {@link SeedSummary#SEED_VERSION}
     */
    public record State(long present, long unused, Optional<String> otherVersion) {}

    private Remaining(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** @throws BadInput naming what is wrong with {@code SUPABASE_DB_URL} */
    public static Remaining in(Database database) {
        try {
            var connection = ReadOnly.connect(database);
            connection.setAutoCommit(false);
            return new Remaining(database, connection);
        } catch (SQLException e) {
            throw SqlErrors.whenConnecting(database, e);
        }
    }

    /** @throws BadInput if the database refuses the question, or hides rows from its user */
    public State vouchers(List<String> ids) {
        return ask("vouchers", ids.size(), VOUCHERS, SeedSummary.SEED_VERSION, ids.toArray(String[]::new));
    }

    /** @throws BadInput if the database refuses the question, or hides rows from its user */
    public State targets(String campaignId, List<String> msisdns) {
        return ask(
                "campaign_targets",
                msisdns.size(),
                TARGETS,
                campaignId,
                SeedSummary.SEED_VERSION,
                campaignId,
                msisdns.toArray(String[]::new));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // all answers are there
        }
    }

    private State ask(String table, int wanted, String sql, Object... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            TransactionSettings.begin(connection, ReadOnly.STATEMENT_LIMIT);
            set(statement, parameters);
            try (var row = statement.executeQuery()) {
                row.next();
                var state = new State(row.getLong(1), row.getLong(2), Optional.ofNullable(row.getString(3)));
                if (state.present() < wanted) {
                    requireSight(table);
                }
                return state;
            }
        } catch (SQLException e) {
            throw SqlErrors.whenReading(database, e);
        }
    }

    private void requireSight(String table) throws SQLException {
        try (var statement = connection.prepareStatement(HIDDEN)) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    throw new BadInput("SUPABASE_DB_URL: row security hides rows of " + table + " from user '"
                            + database.user() + "'; use a login that bypasses it, such as postgres");
                }
            }
        }
    }

    private void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
    }
}
