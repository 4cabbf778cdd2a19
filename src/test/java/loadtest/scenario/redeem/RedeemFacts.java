package loadtest.scenario.redeem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import loadtest.audit.Violations;
import loadtest.audit.VoucherRows;
import loadtest.audit.VoucherRows.AuditedVoucher;
import loadtest.scenario.redeem.RedeemLedger.Redeem;
import loadtest.slo.Finding;

/**
 * Compares the answers that the client got with the database before and after the load.
 *
 * @param redeems every voucher that the client sent a redeem for
 */
record RedeemFacts(Map<String, Redeem> redeems, VoucherRows before, VoucherRows after) {
    static final String ACCEPTED_TWICE = "accepted twice";

    Finding nothingTwice() {
        var faults = new Violations();
        accepted().forEach(id -> faults.addIf(redeems.get(id).accepted() > 1, ACCEPTED_TWICE, id));
        after.vouchers().values().forEach(voucher -> after.recordTables()
                .forEach(table -> faults.addIf(
                        voucher.redeems(table).size() > 1, "with two " + RedeemRecords.words(table), voucher.id())));
        return faults.finding(
                after.vouchers().size() + " vouchers looked at",
                after.vouchers().size());
    }

    /** Accepted by the client ≤ redeemed vouchers = records ≤ accepted and those that may be stored unaccepted. */
    Finding persisted() {
        var faults = new Violations();
        var references = new HashMap<String, String>();
        accepted().forEach(id -> {
            var reference = redeems.get(id).reference();
            var other = reference.isEmpty() ? null : references.putIfAbsent(reference, id);
            faults.addIf(other != null, "answered with the reference of another", id);
        });
        return records().persisted(faults);
    }

    /** The station of the record is the one the client stood at, and one where the voucher may be redeemed. */
    Finding atItsStation() {
        var tables = records().used();
        var withStation = tables.stream()
                .filter(table -> after.columns().contains(table + ".station_id"))
                .toList();
        if (withStation.isEmpty()) {
            return Finding.failed(String.join(" and ", tables) + " has no column station_id here");
        }
        var faults = new Violations();
        var rows = acceptedRows();
        var seen = 0;
        for (var voucher : rows) {
            var records = withStation.stream()
                    .flatMap(table -> voucher.redeems(table).stream())
                    .toList();
            records.forEach(record -> at(record.station(), asked(voucher), voucher, faults));
            seen += records.size();
        }
        onItsVoucher(rows, faults);
        var words = withStation.stream().map(RedeemRecords::words).toList();
        return faults.finding(seen + " " + String.join(" and ", words) + " looked at", seen);
    }

    /** A deployment that keeps the station of one redeem on its voucher keeps that of each. */
    private void onItsVoucher(List<AuditedVoucher> rows, Violations faults) {
        if (rows.stream().anyMatch(voucher -> voucher.redeemedBy() != null)) {
            rows.forEach(voucher -> faults.addIf(
                    !asked(voucher).equals(voucher.redeemedBy()),
                    "whose redeemed_by_station_id is another station than asked",
                    voucher.id()));
        }
    }

    private String asked(AuditedVoucher voucher) {
        return redeems.get(voucher.id()).stationId();
    }

    private static void at(String station, String asked, AuditedVoucher voucher, Violations faults) {
        faults.addIf(!asked.equals(station), "redeemed at another station than asked", voucher.id());
        var allowed = voucher.scope() == null || voucher.scope().equals(station);
        faults.addIf(!allowed, "redeemed outside its station scope", voucher.id());
    }

    /** A voucher is issued, sent and redeemed in this order; voucher, event and answer agree on a time within the run. */
    Finding times() {
        var columns = Stream.concat(
                        Stream.of("vouchers.redeemed_at"),
                        records().used().stream().map(RedeemRecords::time))
                .toList();
        if (columns.stream().noneMatch(after.columns()::contains)) {
            return Finding.failed("neither " + String.join(" nor ", columns) + " is a column here");
        }
        var faults = new Violations();
        var looked = acceptedRows().stream()
                .filter(voucher -> !voucher.redeems().isEmpty())
                .toList();
        var times = new RedeemTimes(before.now(), after, faults);
        looked.forEach(voucher -> times.judge(voucher, redeems.get(voucher.id()).redeemedAt()));
        var unnamed = looked.stream()
                .filter(voucher -> redeems.get(voucher.id()).redeemedAt().isEmpty())
                .count();
        return faults.finding(
                looked.size() + " looked at" + (unnamed == 0 ? "" : ", " + unnamed + " answered without redeemedAt"),
                looked.size());
    }

    /** Every changed voucher must have an accepted redeem; a redeem with an unknown outcome may have changed it or not. */
    Finding nothingElse() {
        var faults = new Violations();
        var unclear = redeems.values().stream().filter(Redeem::mayBeStored).count();
        var persisted = 0;
        for (var then : before.vouchers().values()) {
            var redeem = redeems.get(then.id());
            if (!changed(then) || redeem != null && redeem.accepted() > 0) {
                continue;
            }
            if (redeem != null && redeem.mayBeStored()) {
                persisted++;
            } else {
                faults.add(redeem == null ? "changed and never asked for" : "refused and yet changed", then.id());
            }
        }
        var count = before.vouchers().size();
        return faults.finding(
                count + " vouchers compared with before the load, " + unclear + " redeems without a clear answer"
                        + (unclear == 0 ? "" : ", " + persisted + " of them persisted"),
                count);
    }

    private RedeemRecords records() {
        return RedeemRecords.of(redeems, before, after);
    }

    private boolean changed(AuditedVoucher then) {
        var now = after.vouchers().get(then.id());
        return now == null
                || !now.status().equals(then.status())
                || !Objects.equals(now.redeemedAt(), then.redeemedAt())
                || !Objects.equals(now.redeemedBy(), then.redeemedBy())
                || now.redeems().size() != then.redeems().size();
    }

    private Stream<String> accepted() {
        return redeems.entrySet().stream()
                .filter(entry -> entry.getValue().accepted() > 0)
                .map(Map.Entry::getKey)
                .sorted();
    }

    private List<AuditedVoucher> acceptedRows() {
        return accepted().map(after.vouchers()::get).filter(Objects::nonNull).toList();
    }
}
