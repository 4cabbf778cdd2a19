package loadtest.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import loadtest.record.Finding;
import loadtest.record.Recorder;
import loadtest.record.RedeemLedger;
import loadtest.record.Stats;
import loadtest.settings.Database;

/** Whether money was handed out once, and only once, for each voucher. */
public final class RedeemAudit implements Audit {
    private static final String REDEEMED =
            "select count(*) from vouchers where id = any(?::uuid[]) and status::text = 'redeemed'";
    private static final String EVENTS = "select count(*) from voucher_events"
            + " where voucher_id = any(?::uuid[]) and event_type::text = 'redeemed'";
    private static final String REDEEMED_TWICE = "select count(*) from (select voucher_id from voucher_events"
            + " where voucher_id = any(?::uuid[]) and event_type::text = 'redeemed'"
            + " group by voucher_id having count(*) > 1) twice";

    private final RedeemLedger ledger;
    private final Recorder recorder;
    private final String replay;
    private final Evidence evidence;

    /**
     * @param replay the stats row of the redeems that must be refused
     * @param database absent where none is given: then only the answers can be judged
     */
    public RedeemAudit(RedeemLedger ledger, Recorder recorder, String replay, Optional<Database> database) {
        this.ledger = ledger;
        this.recorder = recorder;
        this.replay = replay;
        this.evidence = new Evidence(database);
    }

    @Override
    public Map<String, Finding> findings() {
        return Map.of(
                "replays all refused", replaysRefused(),
                "no voucher redeemed twice", nothingTwice(),
                "every accepted redeem persisted", evidence.ask(this::persisted));
    }

    private Finding replaysRefused() {
        var replays = recorder.requests().stream()
                .filter(request -> request.name().equals(replay))
                .findFirst();
        var sent = replays.map(Stats::count).orElse(0L);
        var refused = replays.map(Stats::ok).orElse(0L);
        return Finding.of(sent > 0 && refused.equals(sent), refused + " of " + sent + " refused", sent);
    }

    /** As answered, and as recorded where there is a database. */
    private Finding nothingTwice() {
        var accepted = ledger.vouchers().size();
        var answered = ledger.acceptedTwice();
        if (answered > 0) {
            return Finding.of(false, answered + " accepted twice", accepted);
        }
        var recorded = evidence.ask(connection -> {
            var twice = Evidence.count(connection, REDEEMED_TWICE, (Object) vouchers());
            return Finding.of(twice == 0, twice + " with two redeemed events", accepted);
        });
        return recorded.state() == Finding.State.NOT_AUDITED
                ? Finding.of(true, "none accepted twice; " + recorded.actual(), accepted)
                : recorded;
    }

    private Finding persisted(Connection connection) throws SQLException {
        var accepted = ledger.vouchers().size();
        var redeemed = Evidence.count(connection, REDEEMED, (Object) vouchers());
        var events = Evidence.count(connection, EVENTS, (Object) vouchers());
        var actual = accepted + " accepted, " + redeemed + " vouchers redeemed, " + events + " events";
        return Finding.of(redeemed == accepted && events == accepted, actual, accepted);
    }

    private String[] vouchers() {
        return ledger.vouchers().toArray(String[]::new);
    }
}
