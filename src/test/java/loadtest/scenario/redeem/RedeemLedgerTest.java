package loadtest.scenario.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import loadtest.share.ShareJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void severalAddUp(@TempDir Path folder) throws Exception {
        redeems.asked("v1", "s1");
        redeems.accepted("v1", 200, "2030-01-31T12:00:00Z", "r1");
        redeems.asked("v2", "s2");
        redeems.sentAgain("v2");
        var other = new RedeemLedger();
        other.asked("v3", "s3");
        other.replayed("v3", true, 409);
        ShareJson.write(folder.resolve("ledger.json"), other.recorded());

        redeems.add(ShareJson.read(folder.resolve("ledger.json"), redeems.form()));

        assertThat(redeems.redeems()).containsOnlyKeys("v1", "v2", "v3");
        assertThat(redeems.redeems().get("v3")).isEqualTo(other.redeems().get("v3"));
        assertThat(redeems.sentAgain()).containsExactly("v2");
    }

    @Test
    void aVoucherThatTwoMachinesRedeemedWasAcceptedTwice() {
        var other = new RedeemLedger();
        for (var one : List.of(redeems, other)) {
            one.asked("v1", "s1");
            one.accepted("v1", 200, "", "");
        }

        redeems.add(other.recorded());

        assertThat(redeems.redeems().get("v1").accepted()).isEqualTo(2);
    }
}
