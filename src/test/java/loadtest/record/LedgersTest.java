package loadtest.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgersTest {
    private final DispatchLedger dispatches = new DispatchLedger();
    private final RedeemLedger redeems = new RedeemLedger();

    @Test
    void everyTargetIsDispatchedOnceWhereBatchesAddUp() {
        dispatches.answered("b-0", 202, "{\"accepted\": 60, \"throttled\": 40, \"rejected\": []}");
        dispatches.answered("b-1", 429, "{\"error\": \"rate limit exceeded\"}");
        dispatches.answered("b-1", 200, "{\"accepted\": 50}");

        assertThat(dispatches.everyTargetOnce(150))
                .isEqualTo(Finding.of(
                        true, "150 of 150 taken over (110 sent, 40 waiting for the throttle), 0 rejected", 150));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "202 | {'accepted': 99, 'throttled': 0}             | 99 of 100",
                "202 | {'accepted': 101}                            | 101 of 100",
                "202 | {'accepted': 100, 'rejected': [{'msisdn': 'x'}]} | 1 rejected",
                "202 | accepted                                     | 0 of 100",
                "202 | {}                                           | 0 of 100",
                "202 | []                                           | 0 of 100",
                "202 | ''                                           | 0 of 100",
                "500 | {'accepted': 100}                            | 0 of 100",
                "429 | {'accepted': 100}                            | 0 of 100",
                "0   | ''                                           | 0 of 100",
            })
    void anythingElseIsBroken(int status, String body, String said) {
        dispatches.answered("b-0", status, body.replace('\'', '"'));

        assertThat(dispatches.everyTargetOnce(100).state()).isEqualTo(Finding.State.BROKEN);
        assertThat(dispatches.everyTargetOnce(100).actual()).contains(said);
    }

    @Test
    void aBatchTakenTwiceIsBrokenThoughTheNumbersAddUp() {
        dispatches.answered("b-0", 202, "{\"accepted\": 50}");
        dispatches.answered("b-0", 202, "{\"accepted\": 50}");

        assertThat(dispatches.everyTargetOnce(100))
                .isEqualTo(Finding.of(
                        false,
                        "100 of 100 taken over (100 sent, 0 waiting for the throttle), 0 rejected, 1 batches taken twice",
                        100));
    }

    @Test
    void nothingAnsweredIsBroken() {
        assertThat(dispatches.everyTargetOnce(100).state()).isEqualTo(Finding.State.BROKEN);
    }

    @Test
    void addsUpWhatWhatsAppAnswered() {
        dispatches.answered("b-0", 202, "{\"waba\": {\"accepted\": 90, \"rateLimited\": 10}}");
        dispatches.answered("b-1", 429, "{\"waba\": {\"rateLimited\": 5}}");
        dispatches.answered("b-2", 202, "{\"accepted\": 100}");

        assertThat(dispatches.waba()).isEqualTo(new Tally(Map.of(200, 90L, 429, 15L), 105));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"waba\": \"busy\"}", "{\"waba\": {\"accepted\": \"many\"}}", "null", "7"})
    void anAnswerWithoutWhatsAppCountsNothing(String body) {
        dispatches.answered("b-0", 202, body);

        assertThat(dispatches.waba()).isEqualTo(new Tally(Map.of(200, 0L, 429, 0L), 0));
    }

    @Test
    void knowsWhichVouchersWereRedeemedAndWhichTwice() {
        assertThat(redeems.vouchers()).isEmpty();

        redeems.accepted("v1");
        redeems.accepted("v2");
        assertThat(redeems.acceptedTwice()).isZero();

        redeems.accepted("v2");
        redeems.accepted("v2");
        assertThat(redeems.vouchers()).containsExactlyInAnyOrder("v1", "v2");
        assertThat(redeems.acceptedTwice()).isEqualTo(1);
    }
}
