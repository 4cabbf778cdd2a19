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
import java.util.stream.Collectors;
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
    public static final String EVENTS = "voucher_events";

    /** Where older generations keep their redeems, beside the events or instead of them. */
    public static final String REDEMPTIONS = "voucher_redemptions";

    private static final List<String> TABLES = List.of("vouchers", EVENTS, REDEMPTIONS);

    /** One statement, so that a voucher and its records are seen together or not at all. */
    private static final String ROWS = """
            select v.id::text, v.status::text, to_jsonb(v) ->> 'station_scope',
              (to_jsonb(v) ->> 'issued_at')::timestamptz, (to_jsonb(v) ->> 'redeemed_at')::timestamptz,
              e.id, e.type, e.station, e.at, e.source, to_jsonb(v) ->> 'redeemed_by_station_id'
            from vouchers v left join (%s) e on e.voucher_id = v.id
            where v.id = any(?::uuid[])
            """;

    private static final String RECORDS_OF_NONE =
            "select null::uuid voucher_id, '' id, '' type, '' station, now() at, '' source where false";

    private static final Map<String, String> RECORDS = Map.of(EVENTS, """
            select r.voucher_id, to_jsonb(r) ->> 'id' id, r.event_type::text as type, to_jsonb(r) ->> 'station_id' station,
              (to_jsonb(r) ->> 'created_at')::timestamptz at, 'voucher_events' source
            from voucher_events r where r.voucher_id = any(?::uuid[])
            """, REDEMPTIONS, """
            select r.voucher_id, to_jsonb(r) ->> 'id' id, 'redeemed' as type, to_jsonb(r) ->> 'station_id' station,
              (to_jsonb(r) ->> 'redeemed_at')::timestamptz at, 'voucher_redemptions' source
            from voucher_redemptions r where r.voucher_id = any(?::uuid[])
            """);

    /**
     * A voucher and its records, of all tables there are.
     *
     * @param scope the one station where it may be redeemed; null for all
     * @param redeemedBy the station it was redeemed at, where the voucher itself keeps it
     */
    public record AuditedVoucher(
            String id,
            String status,
            String scope,
            Instant issuedAt,
            Instant redeemedAt,
            String redeemedBy,
            List<AuditedEvent> events) {
        public boolean isRedeemed() {
            return status.equals("redeemed");
        }

        public List<AuditedEvent> redeems() {
            return events("redeemed").toList();
        }

        /** Its redeems in one of the tables. */
        public List<AuditedEvent> redeems(String table) {
            return events("redeemed")
                    .filter(event -> event.table().equals(table))
                    .toList();
        }

        public Stream<AuditedEvent> events(String type) {
            return events.stream().filter(event -> event.type().equals(type));
        }
    }

    /** @param table which holds it */
    public record AuditedEvent(String id, String type, String station, Instant at, String table) {}

    /**
     * Evidence of fixture vouchers, before the load and after it.
     *
     * @param database absent where none is given; nothing is audited then
     * @param ids of the vouchers
     */
    public static Evidence<VoucherRows> evidence(Optional<Database> database, List<String> ids) {
        return new Evidence<>(database, TABLES, VoucherRows.class, transaction -> readFixtures(transaction, ids));
    }

    private static VoucherRows read(Evidence.AuditTransaction transaction, List<String> ids) throws SQLException {
        var vouchers = new LinkedHashMap<String, AuditedVoucher>();
        var tables = recordTables(transaction.columns());
        var records = tables.stream().map(RECORDS::get).collect(Collectors.joining(" union all "));
        var sql = ROWS.formatted(tables.isEmpty() ? RECORDS_OF_NONE : records);
        try (var statement = transaction.connection().prepareStatement(sql)) {
            for (var place = 1; place <= tables.size() + 1; place++) {
                statement.setArray(place, transaction.texts(ids));
            }
            var row = statement.executeQuery();
            while (row.next()) {
                var id = row.getString(1);
                if (!vouchers.containsKey(id)) {
                    vouchers.put(id, voucher(row));
                }
                if (row.getString(7) != null) {
                    vouchers.get(id)
                            .events()
                            .add(new AuditedEvent(
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8),
                                    time(row, 9),
                                    row.getString(10)));
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
        if (rows.recordTables().contains(EVENTS)
                && rows.vouchers().values().stream()
                        .allMatch(voucher -> voucher.events().isEmpty())) {
            throw transaction.nothingIn("voucher_events");
        }
        return rows;
    }

    /** The tables that can hold redeems, of those this database has. */
    public List<String> recordTables() {
        return recordTables(columns);
    }

    private static List<String> recordTables(Set<String> columns) {
        return Stream.of(EVENTS, REDEMPTIONS)
                .filter(table -> columns.contains(table + ".voucher_id"))
                .toList();
    }

    private static AuditedVoucher voucher(ResultSet row) throws SQLException {
        return new AuditedVoucher(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                time(row, 4),
                time(row, 5),
                row.getString(11),
                new ArrayList<>());
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
