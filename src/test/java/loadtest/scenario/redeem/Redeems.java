package loadtest.scenario.redeem;

import io.gatling.javaapi.core.Session;
import loadtest.measure.SentRequest;
import loadtest.run.Run;
import loadtest.seed.summary.SeedSummary;

/** Hands every redeem and its answer to the ledger. */
final class Redeems implements RedeemVoucher.Listener {
    private final RedeemLedger ledger = new RedeemLedger();
    private volatile boolean ended;

    @Override
    public void asks(Session session) {
        ledger.asked(voucher(session), session.getString("stationId"));
    }

    @Override
    public void answered(Session session) {
        if (ended) {
            return;
        }
        noticeRepeat(session);
        if (session.isFailed()) {
            ledger.failed(voucher(session), status(session, "redeemStatus"));
        } else {
            var status = status(session, "redeemStatus");
            ledger.accepted(voucher(session), status, text(session, "redeemedAt"), text(session, "reference"));
        }
    }

    @Override
    public void answeredAgain(Session session) {
        if (!ended) {
            noticeRepeat(session);
            ledger.replayed(voucher(session), !session.isFailed(), status(session, "replayStatus"));
        }
    }

    /** Ends the recording: a redeem that is still in flight has an unknown outcome. */
    void end() {
        ended = true;
    }

    /** The audit of everything that the ledger holds. */
    RedeemAudit audit(Run run, SeedSummary fixtures) {
        var vouchers = RedeemPool.of(fixtures, run.profile()).stream()
                .map(RedeemPool.Redeemable::voucherId)
                .toList();
        return new RedeemAudit(ledger, vouchers, run.database());
    }

    private void noticeRepeat(Session session) {
        if (SentRequest.of(session).sentAgain()) {
            ledger.sentAgain(voucher(session));
        }
    }

    private static String voucher(Session session) {
        return session.getString("voucherId");
    }

    private static String text(Session session, String name) {
        return session.contains(name) ? session.getString(name) : "";
    }

    private static int status(Session session, String name) {
        return session.contains(name) ? session.getInt(name) : 0;
    }
}
