package loadtest.scenario.redeem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.audit.Evidence;
import loadtest.audit.Evidence.BeforeAndAfter;
import loadtest.audit.Ledger;
import loadtest.audit.Violations;
import loadtest.audit.VoucherRows;
import loadtest.measure.SentRequest;
import loadtest.scenario.redeem.RedeemLedger.Redeem;
import loadtest.settings.Database;
import loadtest.slo.Finding;

/** Audits that each accepted redeem is stored exactly once, at the right station and time. */
public final class RedeemAudit implements Audit {
    private static final String REPLAYS_REFUSED = "replays all refused";
    private static final String NOT_TWICE = "no voucher redeemed twice";
    private static final String PERSISTED = "every accepted redeem persisted";
    private static final String AT_ITS_STATION = "every redeem at a permitted station";
    private static final String TIMES_AGREE = "redeem times agree";
    private static final String NOTHING_ELSE = "nothing redeemed that was not accepted";

    /** The names of what it finds. */
    public static final List<String> PROMISES =
            List.of(REPLAYS_REFUSED, NOT_TWICE, PERSISTED, AT_ITS_STATION, TIMES_AGREE, NOTHING_ELSE);

    private final RedeemLedger ledger;
    private final Evidence<VoucherRows> evidence;

    /**
     * @param vouchers ids of all vouchers that only this run may redeem
     * @param database absent where none is configured; the audit then judges the answers alone
     */
    public RedeemAudit(RedeemLedger ledger, List<String> vouchers, Optional<Database> database) {
        this.ledger = ledger;
        this.evidence = VoucherRows.evidence(database, vouchers);
    }

    @Override
    public Optional<Evidence<?>> evidence() {
        return Optional.of(evidence);
    }

    @Override
    public Optional<Ledger<?>> ledger() {
        return Optional.of(ledger);
    }

    @Override
    public Map<String, Finding> findings() {
        var before = ledger.redeems();
        var reading = evidence.after();
        // After an abort, answers still arrive while the audit reads the database.
        var redeems = RedeemLedger.settled(before, ledger.redeems());
        return Map.of(
                REPLAYS_REFUSED,
                reading.judge(
                        replaysRefused(redeems),
                        rows -> replaysRefused(redeems, vouchersWithTwoRedeems(redeems, rows))),
                NOT_TWICE,
                reading.judge(nothingTwice(redeems), rows -> of(redeems, rows).nothingTwice())
                        .and(sentAgain()),
                PERSISTED,
                reading.judge(rows -> of(redeems, rows).persisted()),
                AT_ITS_STATION,
                reading.judge(rows -> of(redeems, rows).atItsStation()),
                TIMES_AGREE,
                reading.judge(rows -> of(redeems, rows).times()),
                NOTHING_ELSE,
                reading.judge(rows -> of(redeems, rows).nothingElse()));
    }

    private String sentAgain() {
        var repeats = new Violations();
        ledger.sentAgain().stream().sorted().forEach(id -> repeats.add(SentRequest.SENT_AGAIN, id));
        return repeats.listed();
    }

    private static RedeemFacts of(Map<String, Redeem> redeems, BeforeAndAfter<VoucherRows> rows) {
        return new RedeemFacts(redeems, rows.before(), rows.after());
    }

    private static Finding replaysRefused(Map<String, Redeem> redeems) {
        return replaysRefused(redeems, 0);
    }

    private static Finding replaysRefused(Map<String, Redeem> redeems, long secondEvents) {
        var sent = redeems.values().stream().mapToLong(Redeem::replays).sum();
        var refused = redeems.values().stream().mapToLong(Redeem::refused).sum();
        var left = secondEvents == 0 ? "" : secondEvents + " left a second redeemed event; ";
        var answered = refused == sent
                ? refused + " of " + sent + " refused"
                : sent - refused + " of " + sent + " not refused";
        return Finding.of(sent > 0 && refused == sent && secondEvents == 0, left + answered, sent);
    }

    private static long vouchersWithTwoRedeems(Map<String, Redeem> redeems, BeforeAndAfter<VoucherRows> rows) {
        return rows.after().vouchers().values().stream()
                .filter(voucher -> redeems.containsKey(voucher.id()))
                .filter(voucher -> redeems.get(voucher.id()).replays() > 0)
                .filter(voucher -> rows.after().recordTables().stream()
                        .anyMatch(table -> voucher.redeems(table).size() > 1))
                .count();
    }

    private static Finding nothingTwice(Map<String, Redeem> redeems) {
        var violations = new Violations();
        redeems.forEach((id, redeem) -> violations.addIf(redeem.accepted() > 1, RedeemFacts.ACCEPTED_TWICE, id));
        return violations.finding(redeems.size() + " vouchers looked at", redeems.size());
    }
}
