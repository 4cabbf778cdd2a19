package loadtest.scenario.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeemLedgerTest {
    private final RedeemLedger redeems = new RedeemLedger();

    @Test
    void knowsWhatBecameOfEveryVoucher() {
        assertThat(redeems.redeems()).isEmpty();

        redeems.asked("v1", "s1");
        assertThat(redeems.redeems().get("v1").unclear()).isTrue();
        redeems.accepted("v1", 200, "2030-01-31T12:00:00Z", "r1");
        redeems.replayed("v1", true, 409);
        assertThat(redeems.redeems().get("v1"))
                .isEqualTo(new RedeemLedger.Redeem("s1", 200, 1, "2030-01-31T12:00:00Z", "r1", 1, 1));

        redeems.replayed("v1", false, 200);
        assertThat(redeems.redeems().get("v1").accepted()).isEqualTo(2);
        assertThat(redeems.redeems().get("v1").refused()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: unclear {1}")
    @CsvSource({"0, true", "500, true", "504, true", "200, true", "409, false", "403, false", "404, false"})
    void aRedeemWithoutAClearAnswerMayBeEither(int status, boolean unclear) {
        redeems.asked("v1", "s1");
        redeems.failed("v1", status);

        assertThat(redeems.redeems().get("v1").unclear()).isEqualTo(unclear);
    }

    @Test
    void whatChangedWhileTheDatabaseWasLookedAtIsOpen() {
        var ledger = new RedeemLedger();
        for (var id : List.of("kept", "refused", "under way")) {
            ledger.asked(id, "station");
        }
        ledger.accepted("kept", 200, "", "");
        ledger.failed("refused", 409);
        var before = ledger.redeems();
        ledger.accepted("under way", 200, "", "");
        ledger.replayed("kept", true, 409);
        ledger.asked("new", "station");

        var settled = RedeemLedger.settled(before, ledger.redeems());

        assertThat(settled.get("kept")).isEqualTo(before.get("kept"));
        assertThat(settled.get("refused")).isEqualTo(before.get("refused"));
        assertThat(settled.get("under way").unclear()).isTrue();
        assertThat(settled.get("new").unclear()).isTrue();
    }
}
