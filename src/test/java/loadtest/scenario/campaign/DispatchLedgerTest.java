package loadtest.scenario.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.StatusCounts;
import loadtest.settings.Mask;
import loadtest.settings.Secret;
import loadtest.share.ShareJson;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchLedgerTest {
    private final DispatchLedger dispatches = new DispatchLedger();

    @Test
    void everyTargetIsDispatchedOnceWhereBatchesAddUp() {
        dispatches.answered("b-0", 100, 202, "{\"accepted\": 60, \"throttled\": 40, \"rejected\": []}");
        dispatches.answered("b-1", 100, 429, "{\"error\": \"rate limit exceeded\"}");
        dispatches.answered("b-1", 100, 200, "{\"accepted\": 50}");

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
        dispatches.answered("b-0", 100, status, body.replace('\'', '"'));

        assertThat(dispatches.everyTargetOnce(100).outcome()).isEqualTo(VerdictOutcome.MISSED);
        assertThat(dispatches.everyTargetOnce(100).actual()).contains(said);
    }

    @Test
    void aBatchTakenTwiceIsBrokenThoughTheNumbersAddUp() {
        dispatches.answered("b-0", 100, 202, "{\"accepted\": 50}");
        dispatches.answered("b-0", 100, 202, "{\"accepted\": 50}");

        assertThat(dispatches.everyTargetOnce(100))
                .isEqualTo(Finding.of(
                        false,
                        "1 batches taken twice; 100 of 100 taken over (100 sent, 0 waiting for the throttle), 0 rejected",
                        100));
    }

    @Test
    void nothingAnsweredIsBroken() {
        assertThat(dispatches.everyTargetOnce(100).outcome()).isEqualTo(VerdictOutcome.MISSED);
    }

    @Test
    void countsRejectionsByTheirReasonTheMostFrequentFirst() {
        dispatches.answered(
                "b-0", 4, 202, "{\"accepted\": 3, \"rejected\": [{\"msisdn\": \"+1\", \"reason\": \"blocked\"}]}");
        dispatches.answered("b-1", 4, 429, "{\"rejected\": [{\"reason\": \"not taken\"}]}");
        dispatches.answered(
                "b-2", 4, 202, "{\"rejected\": [{\"reason\": \"opted_out\"}, {\"reason\": \"opted_out\"}, 7, {}]}");

        assertThat(dispatches.rejected())
                .containsExactlyEntriesOf(ordered("opted_out", 2, "no reason given", 2, "blocked", 1));
        assertThat(dispatches.answered()).isEqualTo(8);
        assertThat(dispatches.everyTargetOnce(12).actual()).contains("5 rejected");
    }

    /** It is text of others. */
    @Test
    void aReasonIsBoundedInOneLineAndSaysNeitherNumberNorSecret() {
        Mask.current().and(List.of(new Secret("canary-token-of-rejections"))).use();
        reject("blocked +250780950123 by policy 7");
        reject("blocked +250780950124 by policy 7");
        reject("secret canary-token-of-rejections");
        reject("two\\nlines and \\u001b[31m");
        reject("long ".repeat(1_000));

        assertThat(dispatches.rejected())
                .containsEntry("blocked *** by policy 7", 2L)
                .containsEntry("secret ***", 1L)
                .hasSize(4);
        assertThat(dispatches.rejected().keySet())
                .allSatisfy(reason -> assertThat(reason).hasSizeLessThan(110).doesNotContainPattern("\\p{Cntrl}"));
    }

    /** A dispatcher that names the number as people write it gives one reason, and not as many as there are targets. */
    @ParameterizedTest
    @ValueSource(strings = {"+250 780 950 %d", "+250-780-950-%d", "(250) 780.950.%d", "0780 950 %d", "250780950%d"})
    void aNumberInGroupsIsANumber(String number) {
        IntStream.range(100, 150).forEach(n -> reject("131026: " + number.formatted(n) + " opted out"));

        assertThat(dispatches.rejected()).isEqualTo(Map.of("131026: *** opted out", 50L));
    }

    @Test
    void ofManyReasonsTheLastAreCountedTogether() {
        for (var n = 0; n < 50; n++) {
            reject("reason " + n);
        }

        assertThat(dispatches.rejected()).hasSize(21).containsEntry("other reasons", 30L);
    }

    @Test
    void tellsWhatEachAnswerSaysAndNoMoreThanTheBatchHolds() {
        var answer = dispatches.answered("b-0", 100, 202, "{\"accepted\": 60, \"throttled\": 40}");
        var more = dispatches.answered("b-1", 100, 202, "{\"accepted\": -5, \"throttled\": 4000000000}");
        var refused = dispatches.answered("b-2", 100, 429, "{\"accepted\": 60, \"throttled\": 40}");

        assertThat(answer)
                .isEqualTo(new DispatcherAnswer("b-0", true, 60, 40, new StatusCounts(Map.of(200, 0L, 429, 0L), 0)));
        assertThat(more.accepted()).isZero();
        assertThat(more.throttled()).isEqualTo(100);
        assertThat(refused.taken()).isFalse();
        assertThat(refused.throttled()).isZero();
    }

    private void reject(String reason) {
        dispatches.answered("b", 100, 202, "{\"rejected\": [{\"reason\": \"" + reason + "\"}]}");
    }

    private static Map<String, Long> ordered(String a, long as, String b, long bs, String c, long cs) {
        var map = new LinkedHashMap<String, Long>();
        map.put(a, as);
        map.put(b, bs);
        map.put(c, cs);
        return map;
    }

    @Test
    void addsUpWhatWhatsAppAnswered() {
        dispatches.answered("b-0", 100, 202, "{\"waba\": {\"accepted\": 90, \"rateLimited\": 10}}");
        dispatches.answered("b-1", 100, 429, "{\"waba\": {\"rateLimited\": 5}}");
        dispatches.answered("b-2", 100, 202, "{\"accepted\": 100}");

        assertThat(dispatches.waba()).isEqualTo(new StatusCounts(Map.of(200, 90L, 429, 15L), 105));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"waba\": \"busy\"}", "{\"waba\": {\"accepted\": \"many\"}}", "null", "7"})
    void anAnswerWithoutWhatsAppCountsNothing(String body) {
        dispatches.answered("b-0", 100, 202, body);

        assertThat(dispatches.waba()).isEqualTo(new StatusCounts(Map.of(200, 0L, 429, 0L), 0));
    }

    @Test
    void noTargetIsSentToTwiceWhereEachMessageIsItsOwn() {
        assertThat(dispatches.noTargetTwice().outcome())
                .as("nothing answered proves nothing")
                .isEqualTo(VerdictOutcome.MISSED);

        dispatches.answered("b-0", 2, 202, messages(2, "m1", "m2"));
        dispatches.answered("b-1", 2, 429, messages(9, "m1"));
        dispatches.answered("b-1", 2, 202, messages(1, "m3"));

        assertThat(dispatches.noTargetTwice())
                .isEqualTo(Finding.of(
                        true, "0 batches taken twice, 0 with more sent than asked, 0 message ids answered twice", 2));
        assertThat(dispatches.messages()).containsExactlyInAnyOrder("m1", "m2", "m3");
    }

    @Test
    void aBatchThatTheEngineSentAgainIsNamedAndNotBroken() {
        dispatches.answered("b-0", 2, 202, messages(2, "m1", "m2"));
        dispatches.sentAgain("b-0");

        assertThat(dispatches.noTargetTwice().outcome()).isEqualTo(VerdictOutcome.MET);
        assertThat(dispatches.noTargetTwice().actual()).endsWith("; 1 batches sent again by the engine itself: b-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"accepted\": 3}",
                "{\"accepted\": 1, \"throttled\": 2}",
                "{\"accepted\": 2, \"rejected\": [{}]}",
                "{\"accepted\": 2, \"waba\": {\"accepted\": 3}}",
                "{\"accepted\": 2, \"waba\": {\"accepted\": 2, \"messageIds\": [\"m1\", \"m2\", \"m3\"]}}",
                "{\"accepted\": 2, \"waba\": {\"accepted\": 2, \"messageIds\": [\"m1\", \"m1\"]}}"
            })
    void anAnswerThatReportsMoreThanItsTwoTargetsIsBroken(String body) {
        dispatches.answered("b-0", 2, 202, body);

        assertThat(dispatches.noTargetTwice().outcome()).isEqualTo(VerdictOutcome.MISSED);
    }

    private static String messages(int accepted, String... ids) {
        return "{\"accepted\": %s, \"waba\": {\"accepted\": %s, \"messageIds\": [\"%s\"]}}"
                .formatted(accepted, accepted, String.join("\", \"", ids));
    }

    @Test
    void severalAddUpAsIfOneHadTakenEveryAnswer(@TempDir Path folder) throws Exception {
        var all = new DispatchLedger();
        var one = new DispatchLedger();
        var other = new DispatchLedger();
        for (int n = 0; n < 6; n++) {
            for (var ledger : List.of(all, n % 2 == 0 ? one : other)) {
                ledger.answered("b-" + n, 3, n == 5 ? 500 : 202, """
                        {"accepted": 2, "throttled": 0, "rejected": [{"msisdn": "+1", "reason": "blocked"}],
                         "waba": {"accepted": 2, "rateLimited": 1, "messageIds": ["m-%s", "m-%s"]}}""".formatted(n, n / 2));
                ledger.remark("told to wait", "b-" + n);
                ledger.sentAgain("b-" + n);
            }
        }
        ShareJson.write(folder.resolve("ledger.json"), other.recorded(3));

        var recorded = ShareJson.read(folder.resolve("ledger.json"), DispatchRecord.class);
        one.add(recorded);

        assertThat(recorded.lacking()).isEqualTo(3);
        assertThat(one.everyTargetOnce(18).samples())
                .isEqualTo(all.everyTargetOnce(18).samples());
        assertThat(one.noTargetTwice().outcome()).isEqualTo(all.noTargetTwice().outcome());
        assertThat(one.waba()).isEqualTo(all.waba());
        assertThat(one.rejected()).isEqualTo(all.rejected());
        assertThat(one.answered()).isEqualTo(all.answered());
        assertThat(one.notTaken()).isEqualTo(all.notTaken());
        assertThat(one.messages()).isEqualTo(all.messages());
    }
}
