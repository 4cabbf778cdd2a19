package loadtest.scenario.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which sessions and plans the agent API said it made. Written by every virtual user. */
public final class SessionLedger {
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /**
     * A session; two starts may be answered with the same.
     *
     * @param email whose it is; empty where the run works with a given token
     * @param steps of the longest plan answered; 0 where none was
     */
    public record Session(String email, int steps) {}

    /** Notes an answered start. */
    public void opened(String sessionId, String email) {
        sessions.putIfAbsent(sessionId, new Session(email, 0));
    }

    /** Notes an answered plan of so many steps. */
    public void planned(String sessionId, int steps) {
        sessions.computeIfPresent(
                sessionId, (id, session) -> new Session(session.email(), Math.max(steps, session.steps())));
    }

    /** Every session so far, by id. */
    public Map<String, Session> sessions() {
        return Map.copyOf(sessions);
    }
}
