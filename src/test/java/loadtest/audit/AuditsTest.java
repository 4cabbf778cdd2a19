package loadtest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import loadtest.scenario.agent.SessionAudit;
import loadtest.scenario.agent.SessionLedger;
import loadtest.scenario.campaign.DispatchAudit;
import loadtest.scenario.campaign.DispatchLedger;
import loadtest.scenario.preview.PreviewAudit;
import loadtest.scenario.redeem.RedeemAudit;
import loadtest.scenario.redeem.RedeemLedger;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.Settings;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;
import org.junit.jupiter.api.Test;

/** The findings of the audits without a database, and with one that does not answer. */
class AuditsTest {
    private static final String NOBODY_GAVE_ONE = "not audited: no database given";

    private final RedeemLedger redeems = new RedeemLedger();
    private final DispatchLedger dispatches = new DispatchLedger();
    private long dropped;

    @Test
    void withoutADatabaseOnlyTheAnswersAreJudged() {
        redeem("v1");
        redeems.replayed("v1", true, 409);
        var findings = redeemAudit(Optional.empty()).findings();

        assertThat(findings.get("replays all refused"))
                .isEqualTo(Finding.of(true, "1 of 1 refused; in the database " + NOBODY_GAVE_ONE, 1));
        assertThat(findings.get("no voucher redeemed twice"))
                .isEqualTo(Finding.of(true, "1 vouchers looked at; in the database " + NOBODY_GAVE_ONE, 1));
        assertThat(Stream.of(
                        "every accepted redeem persisted",
                        "every redeem at a permitted station",
                        "redeem times agree",
                        "nothing redeemed that was not accepted"))
                .allSatisfy(name -> assertThat(findings.get(name)).isEqualTo(Finding.notAudited("no database given")));
        assertThat(new PreviewAudit(List.of("v1"), Optional.empty()).findings().values())
                .containsOnly(Finding.notAudited("no database given"));
        assertThat(new SessionAudit(new SessionLedger(), Optional.empty())
                        .findings()
                        .values())
                .hasSize(2)
                .containsOnly(Finding.notAudited("no database given"));
    }

    @Test
    void aRedeemThatTheEngineSentAgainIsNamedAndNotBroken() {
        redeem("v1");
        redeems.sentAgain("v1");
        var found = redeemAudit(Optional.empty()).findings().get("no voucher redeemed twice");

        assertThat(found.outcome()).isEqualTo(VerdictOutcome.MET);
        assertThat(found.actual()).endsWith("; 1 sent again by the engine itself: v1");
    }

    @Test
    void oneReplayAcceptedIsOneTooMany() {
        redeem("v1");
        redeem("v2");
        redeems.replayed("v1", true, 409);
        redeems.replayed("v2", false, 200);
        var findings = redeemAudit(Optional.empty()).findings();

        assertThat(findings.get("replays all refused").outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(findings.get("replays all refused").actual()).startsWith("1 of 2 not refused");
        assertThat(findings.get("no voucher redeemed twice").outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(findings.get("no voucher redeemed twice").actual())
                .startsWith("1 accepted twice: v2; 2 vouchers looked at");
    }

    @Test
    void aReplayWithoutAnAnswerIsNotRefused() {
        redeem("v1");
        redeems.replayed("v1", false, 0);
        var findings = redeemAudit(Optional.empty()).findings();

        assertThat(findings.get("replays all refused").outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(findings.get("no voucher redeemed twice").outcome()).isEqualTo(VerdictOutcome.MET);
    }

    @Test
    void noReplayAtAllProvesNothing() {
        redeem("v1");

        assertThat(redeemAudit(Optional.empty())
                        .findings()
                        .get("replays all refused")
                        .outcome())
                .isEqualTo(VerdictOutcome.MISSED);
    }

    @Test
    void aDispatchIsJudgedByItsAnswersWithoutADatabase() {
        dispatches.answered("b-0", 2, 202, "{\"accepted\": 2}");
        var clean = dispatchAudit(Optional.empty()).findings();
        assertThat(clean.get("every target dispatched exactly once").outcome()).isEqualTo(VerdictOutcome.MET);
        assertThat(clean.get("every target dispatched exactly once").actual())
                .contains("2 of 2")
                .contains(NOBODY_GAVE_ONE);
        assertThat(clean.get("no target sent to twice").outcome()).isEqualTo(VerdictOutcome.MET);
        assertThat(clean.get("nobody else sent to")).isEqualTo(Finding.notAudited("no database given"));

        dispatches.answered("b-0", 2, 202, "{\"accepted\": 2}");
        var twice = dispatchAudit(Optional.empty()).findings();
        assertThat(twice.get("every target dispatched exactly once").outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(twice.get("no target sent to twice").outcome()).isEqualTo(VerdictOutcome.MISSED);
    }

    @Test
    void whatACutOffRunNeverAskedForIsNotHeldAgainstTheDispatcher() {
        dispatches.answered("b-0", 1, 202, "{\"accepted\": 1}");
        dispatches.cutOff();

        assertThat(dispatchAudit(Optional.empty())
                        .findings()
                        .get("every target dispatched exactly once")
                        .actual())
                .startsWith("not audited: the run was cut off; 1 of 2 not taken over; 1 of 2 taken over");

        dispatches.answered("b-0", 1, 202, "{\"accepted\": 1}");
        var twice = dispatchAudit(Optional.empty()).findings();
        assertThat(twice.get("every target dispatched exactly once").outcome()).isEqualTo(VerdictOutcome.MISSED);
    }

    @Test
    void withAnswersLostOnTheWayADispatchIsNotJudged() {
        dispatches.answered("b-0", 2, 202, "{\"accepted\": 2}");
        dropped = 3;

        assertThat(dispatchAudit(Optional.empty()).findings().values())
                .hasSize(3)
                .containsOnly(Finding.failed("the response log lacks 3 answers"));
    }

    @Test
    void aDatabaseThatDoesNotAnswerStopsTheRunBeforeItsLoadAndShowsNoPassword() throws IOException {
        var database = Optional.of(nobodyThere());

        assertThat(List.of(
                        redeemAudit(database),
                        dispatchAudit(database),
                        new PreviewAudit(List.of("v1"), database),
                        new SessionAudit(new SessionLedger(), database)))
                .allSatisfy(audit -> assertThatThrownBy(audit::before)
                        .isInstanceOf(BadInput.class)
                        .hasMessageStartingWith("SUPABASE_DB_URL: cannot be audited: the database at 127.0.0.1:")
                        .hasMessageNotContaining("s3cret"));
    }

    @Test
    void nobodyHavingLookedBeforeFailsTheAudit() throws IOException {
        redeem("v1");
        var findings = redeemAudit(Optional.of(nobodyThere())).findings();

        assertThat(findings.get("every accepted redeem persisted"))
                .isEqualTo(Finding.failed("nobody looked before the load"));
        assertThat(findings.get("no voucher redeemed twice").outcome()).isEqualTo(VerdictOutcome.MISSED);
    }

    @Test
    void anAuditRunsOnAThreadOfItsOwn() {
        var here = Thread.currentThread();
        var audit = audit(() -> Map.of("elsewhere", Finding.of(Thread.currentThread() != here, "", 1)));

        assertThat(audit.start().join().get("elsewhere").outcome()).isEqualTo(VerdictOutcome.MET);
    }

    @Test
    void anAuditThatBreaksFindsNothingAndStillEnds() {
        var exception = audit(() -> {
            throw new IllegalStateException("broken");
        });
        var error = audit(() -> {
            throw new AssertionError("broken badly");
        });

        assertThat(exception.start().join()).isEmpty();
        assertThat(error.start().join()).isEmpty();
    }

    /** One that judges neither a database nor a ledger. */
    private static Audit audit(Supplier<Map<String, Finding>> findings) {
        return new Audit() {
            @Override
            public Optional<Evidence<?>> evidence() {
                return Optional.empty();
            }

            @Override
            public Optional<Ledger<?>> ledger() {
                return Optional.empty();
            }

            @Override
            public Map<String, Finding> findings() {
                return findings.get();
            }
        };
    }

    private void redeem(String voucher) {
        redeems.asked(voucher, "s1");
        redeems.accepted(voucher, 200, "2030-01-31T12:00:00Z", "");
    }

    private RedeemAudit redeemAudit(Optional<Database> database) {
        return new RedeemAudit(redeems, List.of("v1", "v2"), database);
    }

    private DispatchAudit dispatchAudit(Optional<Database> database) {
        var list = List.of("+250780950000", "+250780950001");
        return new DispatchAudit(dispatches, new DispatchAudit.Send("c", list), () -> dropped, database);
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
