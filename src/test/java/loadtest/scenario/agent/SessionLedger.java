package loadtest.scenario.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records the sessions and plans that the agent API reported as created. Every virtual user writes to it. */
public final class SessionLedger {
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /**
     * A session; the API may answer two starts with the same one.
     *
     * @param email of its owner; empty where the run works with a given token
     * @param steps of the longest answered plan; 0 without one
     */
    public record Session(String email, int steps) {}

    /** Records an answered start. */
    public void opened(String sessionId, String email) {
        sessions.putIfAbsent(sessionId, new Session(email, 0));
    }

    /** Records an answered plan with this number of steps. */
    public void planned(String sessionId, int steps) {
        sessions.computeIfPresent(
                sessionId, (id, session) -> new Session(session.email(), Math.max(steps, session.steps())));
    }

    /** Every session so far, by id. */
    public Map<String, Session> sessions() {
        return Map.copyOf(sessions);
    }
}
