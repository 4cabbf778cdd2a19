package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import loadtest.share.ShareJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void severalAddUp(@TempDir Path folder) throws Exception {
        var one = new SessionLedger();
        one.opened("s1", "a@example.com");
        one.planned("s1", 2);
        var other = new SessionLedger();
        other.opened("s1", "a@example.com");
        other.planned("s1", 5);
        other.opened("s2", "");
        ShareJson.write(folder.resolve("ledger.json"), other.recorded());

        one.add(ShareJson.read(folder.resolve("ledger.json"), one.form()));

        assertThat(one.sessions())
                .containsOnlyKeys("s1", "s2")
                .containsEntry("s1", new SessionLedger.Session("a@example.com", 5));
    }
}
