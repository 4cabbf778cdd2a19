package loadtest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.record.DispatchLedger;
import loadtest.record.Finding;
import loadtest.record.Finding.State;
import loadtest.record.Recorder;
import loadtest.record.RedeemLedger;
import loadtest.record.Samples;
import loadtest.settings.Database;
import loadtest.settings.Settings;
import org.junit.jupiter.api.Test;

/** What can be said without a database, and with one that does not answer. */
class AuditsTest {
    private static final String REPLAY = "POST /redeem (replay)";
    private static final String DISPATCHED = "every target dispatched exactly once";

    private final RedeemLedger redeems = new RedeemLedger();
    private final DispatchLedger dispatches = new DispatchLedger();
    private final Recorder recorder = new Recorder();
    private long lacking;

    @Test
    void withoutADatabaseOnlyTheAnswersAreJudged() {
        redeems.accepted("v1");
        Samples.add(recorder, REPLAY, true, 409, 3);
        var findings = redeemAudit(Optional.empty());

        assertThat(findings.get("replays all refused")).isEqualTo(Finding.of(true, "3 of 3 refused", 3));
        assertThat(findings.get("no voucher redeemed twice").state()).isEqualTo(State.HOLDS);
        assertThat(findings.get("no voucher redeemed twice").actual()).contains("no database given");
        assertThat(findings.get("every accepted redeem persisted").state()).isEqualTo(State.NOT_AUDITED);
    }

    @Test
    void oneReplayAcceptedIsOneTooMany() {
        Samples.add(recorder, REPLAY, true, 409, 3);
        Samples.add(recorder, REPLAY, false, 200, 1);

        assertThat(redeemAudit(Optional.empty()).get("replays all refused"))
                .isEqualTo(Finding.of(false, "3 of 4 refused", 4));
    }

    @Test
    void noReplayAtAllProvesNothing() {
        Samples.add(recorder, "POST /redeem", true, 200, 40);

        assertThat(redeemAudit(Optional.empty()).get("replays all refused").state())
                .isEqualTo(State.BROKEN);
    }

    @Test
    void aVoucherAcceptedTwiceNeedsNoDatabaseToBeSeen() {
        redeems.accepted("v1");
        redeems.accepted("v1");

        assertThat(redeemAudit(Optional.empty()).get("no voucher redeemed twice"))
                .isEqualTo(Finding.of(false, "1 accepted twice", 1));
    }

    @Test
    void aDispatchIsJudgedByItsAnswersWithoutADatabase() {
        dispatches.answered("b-0", 202, "{\"accepted\": 2}");
        assertThat(dispatchAudit(Optional.empty()).state()).isEqualTo(State.HOLDS);
        assertThat(dispatchAudit(Optional.empty()).actual()).contains("2 of 2").contains("no database given");

        dispatches.answered("b-0", 202, "{\"accepted\": 2}");
        assertThat(dispatchAudit(Optional.empty()).state()).isEqualTo(State.BROKEN);
    }

    @Test
    void aDispatchIsNotAuditedByALogThatLacksAnswers() {
        dispatches.answered("b-0", 202, "{\"accepted\": 2}");
        lacking = 1;

        assertThat(dispatchAudit(Optional.empty())).isEqualTo(Finding.failed("the response log lacks 1 answers"));
    }

    @Test
    void aDatabaseThatDoesNotAnswerFailsTheAuditAndShowsNoPassword() throws IOException {
        var database = Optional.of(nobodyThere());
        redeems.accepted("v1");
        dispatches.answered("b-0", 202, "{\"accepted\": 2}");

        var findings = redeemAudit(database);
        assertThat(List.of(
                        findings.get("no voucher redeemed twice"),
                        findings.get("every accepted redeem persisted"),
                        dispatchAudit(database)))
                .allSatisfy(finding -> {
                    assertThat(finding.state()).isEqualTo(State.BROKEN);
                    assertThat(finding.actual())
                            .startsWith("could not be audited: the database at 127.0.0.1:")
                            .doesNotContain("s3cret");
                });
    }

    @Test
    void anAuditRunsOnAThreadOfItsOwn() {
        var here = Thread.currentThread();
        Audit audit = () -> Map.of("elsewhere", Finding.of(Thread.currentThread() != here, "", 1));

        assertThat(audit.start().join().get("elsewhere").state()).isEqualTo(State.HOLDS);
    }

    @Test
    void anAuditThatBreaksFindsNothingAndStillEnds() {
        Audit exception = () -> {
            throw new IllegalStateException("broken");
        };
        Audit error = () -> {
            throw new AssertionError("broken badly");
        };

        assertThat(exception.start().join()).isEmpty();
        assertThat(error.start().join()).isEmpty();
    }

    private Map<String, Finding> redeemAudit(Optional<Database> database) {
        return new RedeemAudit(redeems, recorder, REPLAY, database).findings();
    }

    private Finding dispatchAudit(Optional<Database> database) {
        return new DispatchAudit(dispatches, () -> lacking, "c", List.of("+250780950000", "+250780950001"), database)
                .findings()
                .get(DISPATCHED);
    }

    /** A port that was free a moment ago. */
    private static Database nobodyThere() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "postgresql://postgres:s3cret@127.0.0.1:" + socket.getLocalPort() + "/postgres";
            return Settings.of(Map.of("SUPABASE_DB_URL", url))
                    .supabase()
                    .database()
                    .orElseThrow();
        }
    }
}
