package loadtest.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Vouchers with their history, as the database has them at one moment. A column that some generations of the tables
 * lack is null.
 *
 * @param now the database's clock
 * @param vouchers by id
 * @param columns that these tables have
 */
public record VoucherRows(Instant now, Map<String, AuditedVoucher> vouchers, Set<String> columns) {
    public static final List<String> TABLES = List.of("vouchers", "voucher_events");

    /** One statement, so that voucher and event are seen together or not at all. */
    private static final String ROWS = """
            select v.id::text, v.status::text, to_jsonb(v) ->> 'station_scope',
              (to_jsonb(v) ->> 'issued_at')::timestamptz, (to_jsonb(v) ->> 'redeemed_at')::timestamptz,
              to_jsonb(e) ->> 'id', e.event_type::text, to_jsonb(e) ->> 'station_id',
              (to_jsonb(e) ->> 'created_at')::timestamptz
            from vouchers v left join voucher_events e on e.voucher_id = v.id
            where v.id = any(?::uuid[])
            """;

    /** @param scope the one station where it may be redeemed; null for all */
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

    static VoucherRows read(Evidence.AuditTransaction look, List<String> ids) throws SQLException {
        var vouchers = new LinkedHashMap<String, AuditedVoucher>();
        try (var statement = look.connection().prepareStatement(ROWS)) {
            statement.setArray(1, look.texts(ids));
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
        return new VoucherRows(look.now(), vouchers, look.columns());
    }

    /** The same for fixtures, each of which was seeded with a history. */
    public static VoucherRows readFixtures(Evidence.AuditTransaction look, List<String> ids) throws SQLException {
        var rows = read(look, ids);
        if (rows.vouchers().isEmpty()) {
            throw look.nothingIn("vouchers");
        }
        if (rows.vouchers().values().stream()
                .allMatch(voucher -> voucher.events().isEmpty())) {
            throw look.nothingIn("voucher_events");
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
