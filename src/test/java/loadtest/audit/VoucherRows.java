package loadtest.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.settings.Database;

/**
 * Vouchers with their events, as the database holds them at one moment. A column that a generation of the tables lacks is
 * null.
 *
 * @param now the database's clock
 * @param vouchers by id
 * @param columns the columns that these tables have
 */
public record VoucherRows(Instant now, Map<String, AuditedVoucher> vouchers, Set<String> columns) {
    private static final List<String> TABLES = List.of("vouchers", "voucher_events");

    /** One statement, so that a voucher and its events are of the same moment. */
    private static final String ROWS = """
            select v.id::text, v.status::text, to_jsonb(v) ->> 'station_scope',
              (to_jsonb(v) ->> 'issued_at')::timestamptz, (to_jsonb(v) ->> 'redeemed_at')::timestamptz,
              to_jsonb(e) ->> 'id', e.event_type::text, to_jsonb(e) ->> 'station_id',
              (to_jsonb(e) ->> 'created_at')::timestamptz
            from vouchers v left join voucher_events e on e.voucher_id = v.id
            where v.id = any(?::uuid[])
            """;

    /** @param scope the only station where it may be redeemed; null for any */
    public record AuditedVoucher(
            String id, String status, String scope, Instant issuedAt, Instant redeemedAt, List<AuditedEvent> events) {
        public boolean isRedeemed() {
            return status.equals("redeemed");
        }

        public List<AuditedEvent> redeems() {
            return events("redeemed").toList();
        }

        public Stream<AuditedEvent> events(String type) {
            return events.stream().filter(event -> event.type().equals(type));
        }
    }

    public record AuditedEvent(String id, String type, String station, Instant at) {}

    /**
     * Evidence of fixture vouchers, before the load and after it.
     *
     * @param database absent where none is given; nothing is audited then
     * @param ids of the vouchers
     */
    public static Evidence<VoucherRows> evidence(Optional<Database> database, List<String> ids) {
        return new Evidence<>(database, TABLES, transaction -> readFixtures(transaction, ids));
    }

    private static VoucherRows read(Evidence.AuditTransaction transaction, List<String> ids) throws SQLException {
        var vouchers = new LinkedHashMap<String, AuditedVoucher>();
        try (var statement = transaction.connection().prepareStatement(ROWS)) {
            statement.setArray(1, transaction.texts(ids));
            var row = statement.executeQuery();
            while (row.next()) {
                var id = row.getString(1);
                if (!vouchers.containsKey(id)) {
                    vouchers.put(id, voucher(row));
                }
                if (row.getString(7) != null) {
                    vouchers.get(id)
                            .events()
                            .add(new AuditedEvent(row.getString(6), row.getString(7), row.getString(8), time(row, 9)));
                }
            }
        }
        return new VoucherRows(transaction.now(), vouchers, transaction.columns());
    }

    /**
     * Reads fixtures, which were seeded with events.
     *
     * @throws loadtest.settings.BadInput if no voucher is found, or none of them has an event
     */
    private static VoucherRows readFixtures(Evidence.AuditTransaction transaction, List<String> ids)
            throws SQLException {
        var rows = read(transaction, ids);
        if (rows.vouchers().isEmpty()) {
            throw transaction.nothingIn("vouchers");
        }
        if (rows.vouchers().values().stream()
                .allMatch(voucher -> voucher.events().isEmpty())) {
            throw transaction.nothingIn("voucher_events");
        }
        return rows;
    }

    private static AuditedVoucher voucher(ResultSet row) throws SQLException {
        return new AuditedVoucher(
                row.getString(1), row.getString(2), row.getString(3), time(row, 4), time(row, 5), new ArrayList<>());
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
