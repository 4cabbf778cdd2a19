package loadtest.scenario.redeem;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.audit.Faults;
import loadtest.audit.VoucherRows;
import loadtest.audit.VoucherRows.Event;
import loadtest.audit.VoucherRows.Voucher;
import loadtest.scenario.redeem.RedeemLedger.Redeem;
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
        var faults = new Faults();
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
        var faults = new Faults();
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
        var faults = new Faults();
        var looked = 0;
        for (var voucher : acceptedRows()) {
            var asked = redeems.get(voucher.id()).stationId();
            for (var table : withStation) {
                for (var record : voucher.redeems(table)) {
                    looked++;
                    at(record.station(), asked, voucher, faults);
                }
            }
            faults.addIf(
                    voucher.redeemedBy() != null && !asked.equals(voucher.redeemedBy()),
                    "whose redeemed_by_station_id is another station than asked",
                    voucher.id());
        }
        var words = withStation.stream().map(RedeemRecords::words).toList();
        return faults.finding(looked + " " + String.join(" and ", words) + " looked at", looked);
    }

    private static void at(String station, String asked, Voucher voucher, Faults faults) {
        faults.addIf(!asked.equals(station), "redeemed at another station than asked", voucher.id());
        var allowed = voucher.scope() == null || voucher.scope().equals(station);
        faults.addIf(!allowed, "redeemed outside its station scope", voucher.id());
    }

    /** Issued, sent and redeemed in this order; voucher, event and answer of one time, within the run. */
    Finding times() {
        var columns = Stream.concat(
                        Stream.of("vouchers.redeemed_at"),
                        records().used().stream().map(RedeemRecords::time))
                .toList();
        if (columns.stream().noneMatch(after.columns()::contains)) {
            return Finding.failed("neither " + String.join(" nor ", columns) + " is a column here");
        }
        var faults = new Faults();
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
    private void times(Voucher voucher, String answered, Faults faults) {
        var id = voucher.id();
        var events = times(voucher, "redeemed").toList();
        var own = voucher.redeemedAt();
        var stored = Stream.concat(events.stream(), Stream.ofNullable(own)).toList();
        if (stored.isEmpty() || own == null && after.columns().contains("vouchers.redeemed_at")) {
            faults.add("without a time of redeem", id);
            return;
        }
        order(voucher, stored.get(0), faults);
        after.recordTables().forEach(table -> {
            var recorded = recorded(voucher, table);
            faults.addIf(
                    own != null && !recorded.isEmpty() && isNone(recorded, own),
                    "whose redeemed_at is not its " + RedeemRecords.one(table) + "'s time",
                    id);
        });
        faults.addIf(
                stored.stream().anyMatch(at -> late(before.now(), at) || late(at, after.now())),
                "redeemed outside the run by the database's clock",
                id);
        faults.addIf(
                !answered.isEmpty()
                        && parsed(answered).map(at -> isNone(stored, at)).orElse(true),
                "answered with another time than stored",
                id);
    }

    private static void order(Voucher voucher, Instant redeemed, Faults faults) {
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
        var faults = new Faults();
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
        return new RedeemRecords(redeems, before, after);
    }

    private boolean changed(Voucher then) {
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

    private List<Voucher> acceptedRows() {
        return accepted().map(after.vouchers()::get).filter(Objects::nonNull).toList();
    }

    private static List<Instant> recorded(Voucher voucher, String table) {
        return voucher.redeems(table).stream()
                .map(Event::at)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<Instant> times(Voucher voucher, String type) {
        return voucher.events(type).map(Event::at).filter(Objects::nonNull);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isNone(List<Instant> of, Instant time) {
        return of.stream().allMatch(one -> late(one, time) || late(time, one));
    }

    private static boolean late(Instant one, Instant than) {
        return one.isAfter(than.plus(SECOND));
    }
}
