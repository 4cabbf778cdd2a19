package loadtest.scenario.agent;

import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;
import loadtest.run.Run;

/** Hands every answered session and plan to the ledger. */
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

    /** A deployment's settings only name the voucher platform's database; the stand-in's database serves both products. */
    SessionAudit audit(Run run) {
        return new SessionAudit(ledger, run.database());
    }
}
