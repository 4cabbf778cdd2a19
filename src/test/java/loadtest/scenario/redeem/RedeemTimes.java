package loadtest.scenario.redeem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import loadtest.audit.Violations;
import loadtest.audit.VoucherRows;
import loadtest.audit.VoucherRows.AuditedEvent;
import loadtest.audit.VoucherRows.AuditedVoucher;
import loadtest.settings.TimeStamp;

/**
 * Judges the times of redeemed vouchers.
 *
 * @param start of the run, by the database's clock
 * @param after the database after the load
 * @param faults collects what is wrong
 */
record RedeemTimes(Instant start, VoucherRows after, Violations faults) {
    /** Products truncate or round times to the second, so times may differ by one second. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** One event must agree; a voucher with two redeemed events is the subject of another promise. */
    void judge(AuditedVoucher voucher, String answered) {
        var id = voucher.id();
        var events = times(voucher, "redeemed").toList();
        var own = voucher.redeemedAt();
        var stored = Stream.concat(events.stream(), Stream.ofNullable(own)).toList();
        if (stored.isEmpty() || own == null && after.columns().contains("vouchers.redeemed_at")) {
            faults.add("without a time of redeem", id);
            return;
        }
        order(voucher, stored.get(0));
        after.recordTables().forEach(table -> {
            var recorded = recorded(voucher, table);
            faults.addIf(
                    own != null && !recorded.isEmpty() && isNone(recorded, own),
                    "whose redeemed_at is not its " + RedeemRecords.one(table) + "'s time",
                    id);
        });
        faults.addIf(
                stored.stream().anyMatch(at -> late(start, at) || late(at, after.now())),
                "redeemed outside the run by the database's clock",
                id);
        if (!answered.isEmpty()) {
            var time = TimeStamp.of(answered);
            faults.addIf(time.isEmpty(), "answered with a time that cannot be read", id);
            faults.addIf(
                    time.filter(at -> isNone(stored, at)).isPresent(), "answered with another time than stored", id);
        }
    }

    private void order(AuditedVoucher voucher, Instant redeemed) {
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

    private static List<Instant> recorded(AuditedVoucher voucher, String table) {
        return voucher.redeems(table).stream()
                .map(AuditedEvent::at)
                .filter(Objects::nonNull)
                .toList();
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
