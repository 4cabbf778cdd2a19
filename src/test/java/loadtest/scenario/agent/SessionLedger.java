package loadtest.scenario.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import loadtest.audit.Ledger;

/** Records the sessions and plans that the agent API reported as created. Every virtual user writes to it. */
public final class SessionLedger implements Ledger<SessionLedger.Recorded> {
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /**
     * A session; the API may answer two starts with the same one.
     *
     * @param email of its owner; empty where the run works with a given token
     * @param steps of the longest answered plan; 0 without one
     */
    public record Session(String email, int steps) {}

    /** The content of a ledger. */
    public record Recorded(Map<String, Session> sessions) {}

    /** Records an answered start. */
    public void opened(String sessionId, String email) {
        sessions.putIfAbsent(sessionId, new Session(email, 0));
    }

    /** Records an answered plan with this number of steps. */
    public void planned(String sessionId, int steps) {
        sessions.computeIfPresent(
                sessionId, (id, session) -> new Session(session.email(), Math.max(steps, session.steps())));
    }

    @Override
    public Recorded recorded() {
        return new Recorded(sessions());
    }

    @Override
    public Class<Recorded> form() {
        return Recorded.class;
    }

    @Override
    public void add(Recorded recorded) {
        recorded.sessions().forEach((id, session) -> {
            opened(id, session.email());
            planned(id, session.steps());
        });
    }

    /** Every session so far, by id. */
    public Map<String, Session> sessions() {
        return Map.copyOf(sessions);
    }
}
