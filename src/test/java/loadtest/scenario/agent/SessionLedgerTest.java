package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionLedgerTest {
    private final SessionLedger sessions = new SessionLedger();

    @Test
    void knowsWhichSessionsWereOpenedAndPlanned() {
        sessions.opened("a", "ann@example.com");
        sessions.planned("a", 3);
        sessions.opened("a", "ann@example.com");
        sessions.opened("b", "bob@example.com");

        assertThat(sessions.sessions())
                .isEqualTo(Map.of(
                        "a", new SessionLedger.Session("ann@example.com", 3),
                        "b", new SessionLedger.Session("bob@example.com", 0)));
    }
}
