package loadtest.scenario.redeem;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import loadtest.audit.Violations;
import loadtest.audit.VoucherRows;
import loadtest.audit.VoucherRows.AuditedEvent;
import loadtest.audit.VoucherRows.AuditedVoucher;
import loadtest.scenario.redeem.RedeemLedger.Redeem;
import loadtest.settings.TimeStamp;
import loadtest.slo.Finding;

/**
 * What the client was told beside what the database holds, before the load and after it.
 *
 * @param redeems every voucher the client asked for
 */
record RedeemFacts(Map<String, Redeem> redeems, VoucherRows before, VoucherRows after) {
    static final String ACCEPTED_TWICE = "accepted twice";

    /** Products cut or round times to the second, and rarely two of them alike. */
    private static final Duration SECOND = Duration.ofSeconds(1);

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

    /** Accepted by the client = redeemed vouchers = redeemed events. */
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

    /** The station of the event is the one the client stood at, and one where the voucher may be redeemed. */
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

    /** Issued, sent and redeemed in this order; voucher, event and answer of one time, within the run. */
    Finding times() {
        if (Stream.of("vouchers.redeemed_at", "voucher_events.created_at").noneMatch(after.columns()::contains)) {
            return Finding.failed("neither vouchers.redeemed_at nor voucher_events.created_at is a column here");
        }
        var faults = new Violations();
        var looked = acceptedRows().stream()
                .filter(voucher -> !voucher.redeems().isEmpty())
                .toList();
        looked.forEach(voucher -> times(voucher, redeems.get(voucher.id()).redeemedAt(), faults));
        var untold = looked.stream()
                .filter(voucher -> redeems.get(voucher.id()).redeemedAt().isEmpty())
                .count();
        return faults.finding(
                looked.size() + " looked at" + (untold == 0 ? "" : ", " + untold + " answered without redeemedAt"),
                looked.size());
    }

    /** Of a voucher redeemed twice, which another promise is about, one event must agree. */
    private void times(AuditedVoucher voucher, String answered, Violations faults) {
        var id = voucher.id();
        var events = times(voucher, "redeemed").toList();
        var own = voucher.redeemedAt();
        var stored = Stream.concat(events.stream(), Stream.ofNullable(own)).toList();
        if (stored.isEmpty() || own == null && after.columns().contains("vouchers.redeemed_at")) {
            faults.add("without a time of redeem", id);
            return;
        }
        order(voucher, stored.get(0), faults);
        faults.addIf(
                own != null && !events.isEmpty() && isNone(events, own),
                "whose redeemed_at is not its event's time",
                id);
        faults.addIf(
                stored.stream().anyMatch(at -> late(before.now(), at) || late(at, after.now())),
                "redeemed outside the run by the database's clock",
                id);
        if (!answered.isEmpty()) {
            var told = TimeStamp.of(answered);
            faults.addIf(told.isEmpty(), "answered with a time that cannot be read", id);
            faults.addIf(
                    told.filter(at -> isNone(stored, at)).isPresent(), "answered with another time than stored", id);
        }
    }

    private static void order(AuditedVoucher voucher, Instant redeemed, Violations faults) {
        var issued = times(voucher, "issued").toList();
        var sent = times(voucher, "sent").toList();
        faults.addIf(
                Stream.of(issued.stream(), sent.stream(), Stream.ofNullable(voucher.issuedAt()))
                        .flatMap(times -> times)
                        .anyMatch(time -> late(time, redeemed)),
                "redeemed before issued or sent",
                voucher.id());
        faults.addIf(
                issued.stream().anyMatch(time -> sent.stream().anyMatch(one -> late(time, one))),
                "sent before issued",
                voucher.id());
    }

    /** Every change to a voucher of this run rests on an accepted redeem; what was not answered may be either. */
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

    private static Stream<Instant> times(AuditedVoucher voucher, String type) {
        return voucher.events(type).map(AuditedEvent::at).filter(Objects::nonNull);
    }

    private static boolean isNone(List<Instant> of, Instant time) {
        return of.stream().allMatch(one -> late(one, time) || late(time, one));
    }

    private static boolean late(Instant one, Instant than) {
        return one.isAfter(than.plus(SECOND));
    }
}
