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
        after.vouchers()
                .values()
                .forEach(voucher ->
                        faults.addIf(voucher.redeems().size() > 1, "with two redeemed events", voucher.id()));
        return faults.finding(
                after.vouchers().size() + " vouchers looked at",
                after.vouchers().size());
    }

    /** Accepted answers, redeemed vouchers and redeemed events must be equal in number. */
    Finding persisted() {
        var faults = new Violations();
        var references = new HashMap<String, String>();
        accepted().forEach(id -> {
            var voucher = after.vouchers().get(id);
            if (voucher == null) {
                faults.add("not in the database", id);
                return;
            }
            faults.addIf(!voucher.isRedeemed(), "accepted and not redeemed", id);
            faults.addIf(voucher.redeems().isEmpty(), "without a redeemed event", id);
            var reference = redeems.get(id).reference();
            var other = reference.isEmpty() ? null : references.putIfAbsent(reference, id);
            faults.addIf(other != null, "answered with the reference of another", id);
        });
        var stored = acceptedRows();
        var redeemed = stored.stream().filter(AuditedVoucher::isRedeemed).count();
        var events =
                stored.stream().mapToLong(voucher -> voucher.redeems().size()).sum();
        var count = accepted().count();
        return faults.finding(count + " accepted, " + redeemed + " vouchers redeemed, " + events + " events", count);
    }

    /** The event's station must be the one that the client sent, and within the voucher's station scope. */
    Finding atItsStation() {
        if (!after.columns().contains("voucher_events.station_id")) {
            return Finding.failed("voucher_events has no column station_id here");
        }
        var faults = new Violations();
        var looked = 0;
        for (var voucher : acceptedRows()) {
            for (var event : voucher.redeems()) {
                looked++;
                var asked = redeems.get(voucher.id()).stationId();
                faults.addIf(!asked.equals(event.station()), "redeemed at another station than asked", voucher.id());
                var allowed = voucher.scope() == null || voucher.scope().equals(event.station());
                faults.addIf(!allowed, "redeemed outside its station scope", voucher.id());
            }
        }
        return faults.finding(looked + " redeemed events looked at", looked);
    }

    /** A voucher is issued, sent and redeemed in this order; voucher, event and answer agree on a time within the run. */
    Finding times() {
        if (Stream.of("vouchers.redeemed_at", "voucher_events.created_at").noneMatch(after.columns()::contains)) {
            return Finding.failed("neither vouchers.redeemed_at nor voucher_events.created_at is a column here");
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
        var unclear = redeems.values().stream().filter(Redeem::unclear).count();
        var persisted = 0;
        for (var then : before.vouchers().values()) {
            var redeem = redeems.get(then.id());
            if (!changed(then) || redeem != null && redeem.accepted() > 0) {
                continue;
            }
            if (redeem != null && redeem.unclear()) {
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

    private boolean changed(AuditedVoucher then) {
        var now = after.vouchers().get(then.id());
        return now == null
                || !now.status().equals(then.status())
                || !Objects.equals(now.redeemedAt(), then.redeemedAt())
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
