package loadtest.scenario.agent;

import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;
import loadtest.run.Run;

/** Writes down which sessions and plans the auditors were given. */
final class Sessions implements Consumer<Session> {
    private final SessionLedger ledger = new SessionLedger();

    @Override
    public void accept(Session session) {
        var id = session.getString("sessionId");
        ledger.opened(id, session.contains("email") ? session.getString("email") : "");
        if (session.contains("planSteps")) {
            ledger.planned(id, session.getInt("planSteps"));
        }
    }

    /** Of a deployment only the voucher platform's database is ever given; the stand-in's one serves both products. */
    SessionAudit audit(Run run) {
        return new SessionAudit(ledger, run.database());
    }
}
