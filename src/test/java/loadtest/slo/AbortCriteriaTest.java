package loadtest.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.Sample;
import loadtest.measure.StatusCounts;
import loadtest.measure.Throttle;
import loadtest.settings.BadInput;
import loadtest.testing.DataFiles;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbortCriteriaTest {
    private static final String REQUESTS = "requests { \"POST /redeem\" { } }\n";

    @TempDir
    Path folder;

    @Test
    void withoutCriteriaNothingEndsARun() throws Exception {
        var abort = abort("");
        send(abort, 500, false, 500, 60_000);

        assertThat(abort.isReached()).isFalse();
        assertThat(abort.statuses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,  1000, false", // just within 1 %: 10 of 1,000
        "10, 990,  false",
        "11, 989,  true",
        "4,  96,   false", // 4 %, but fewer than five errors
        "5,  94,   false", // fewer than a hundred samples
        "5,  95,   true",
    })
    void endsARunOfTooManyErrors(int failed, int good, boolean reached) throws Exception {
        var abort = abort("errors { request = \"POST /redeem\", over = 1 % }");
        send(abort, failed, false, 500, 10);
        send(abort, good, true, 200, 10);

        assertThat(abort.isReached()).isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({"1000, 100, false", "1001, 100, true", "1001, 99, false"})
    void endsARunThatIsTooSlow(int millis, int times, boolean reached) throws Exception {
        var abort = abort("slow { request = \"POST /redeem\", p95 = 1 s }");
        send(abort, times, true, 200, millis);

        assertThat(abort.isReached()).isEqualTo(reached);
    }

    @Test
    void whatWasNeverSentIsAnErrorAndHasNoLatency() throws Exception {
        var errors = abort("errors { request = \"POST /redeem\", over = 1 % }");
        var slow = abort("slow { request = \"POST /redeem\", p95 = 1 s }");
        var now = System.currentTimeMillis();
        for (var n = 0; n < 100; n++) {
            var unsent = new Sample(
                    Samples.SCENARIO,
                    "",
                    "POST /redeem",
                    now,
                    0,
                    false,
                    Optional.empty(),
                    Optional.of("not fetched"),
                    false);
            errors.sample(unsent);
            slow.sample(unsent);
        }
        send(slow, 100, true, 200, 1_001);

        assertThat(errors.isReached()).isTrue();
        assertThat(slow.isReached()).isTrue();
        assertThat(slow.statuses().get(0).samples()).isEqualTo(100);
    }

    @Test
    void anotherScenariosRequestOfTheSameNameIsAnother() throws Exception {
        var abort = abort("errors { request = \"POST /redeem\", over = 1 % }");
        for (var n = 0; n < 200; n++) {
            abort.sample(new Sample(
                    "other",
                    "",
                    "POST /redeem",
                    System.currentTimeMillis(),
                    5,
                    false,
                    Optional.of(500),
                    Optional.empty()));
        }

        assertThat(abort.statuses().get(0).samples()).isZero();
        assertThat(abort.isReached()).isFalse();
    }

    @Test
    void countsCodesOnlyWhereCodesAreNamed() throws Exception {
        var abort = abort("broken { request = \"POST /redeem\", codes = [5xx], over = 5 % }");
        send(abort, 100, false, 404, 10);
        assertThat(abort.isReached()).isFalse();

        send(abort, 10, false, 503, 10);
        assertThat(abort.isReached()).isTrue();
    }

    @Test
    void looksAtWhatTheDispatcherReports() throws Exception {
        var abort = abort("\"WABA 429\" { source = waba, codes = [429], over = 5 % }");
        waba(abort, 200, 95);
        waba(abort, 429, 5);
        assertThat(abort.isReached()).isFalse();

        waba(abort, 429, 1);
        assertThat(abort.isReached()).isTrue();
        assertThat(abort.reached().orElseThrow())
                .hasToString("WABA 429 5.94 % (6 of 101) over the last 60 s, limit 5 %, 101 samples");
    }

    /** Ten batches of 100, which a throttle of ten million a minute sends within a millisecond each. */
    @Test
    void endsARunWhoseDispatcherStandsStill() throws Exception {
        var abort = backlog(new Throttle(10_000_000, 100, 10_000));
        throttled(abort, 0, 9);
        assertThat(abort.isReached()).isFalse();
        assertThat(abort.statuses().get(0).actual()).endsWith("(900 waiting), few samples");

        throttled(abort, 9, 30);

        assertThat(abort.isReached()).isTrue();
        assertThat(abort.reached().orElseThrow())
                .hasToString(
                        "dispatcher backlog 3000.0 min (3000 waiting) over the last 60 s, limit 15 min, 30 samples");
        assertThat(abort.promises().values())
                .singleElement()
                .satisfies(one -> assertThat(one.get().missed()).isTrue());
    }

    /** 600 a minute need 16.7 minutes for 10,000: what waits is what the throttle asks for. */
    @Test
    void aBacklogThatTheThrottleAsksForIsPrinted() throws Exception {
        var abort = backlog(new Throttle(600, 100, 10_000));
        throttled(abort, 0, 94);

        assertThat(abort.isReached()).isFalse();
        var verdict = abort.promises().values().iterator().next().get();
        assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.PRINTED);
        assertThat(verdict.name()).isEqualTo("dispatcher backlog");
        assertThat(verdict.limit()).isEqualTo("at most 15 min");
        assertThat(verdict.actual()).isEqualTo("15.7 min (9400 waiting)");
        assertThat(verdict.note())
                .isEqualTo("not judged: the throttle of 600 targets a minute takes 16.7 min for all 10000");
    }

    @ParameterizedTest
    @CsvSource({"9000, MET", "9001, PRINTED"})
    void judgesWhereTheThrottleLetsTheWholeListBeSentInTime(long targets, VerdictOutcome outcome) throws Exception {
        var abort = backlog(new Throttle(600, 100, targets));
        throttled(abort, 0, 90);

        assertThat(abort.promises().values().iterator().next().get().outcome()).isEqualTo(outcome);
        assertThat(abort.isReached()).isFalse();
    }

    private AbortCriteria backlog(Throttle throttle) throws IOException {
        var block = "abort { \"dispatcher backlog\" { source = backlog, over = 15 minutes } }";
        return new AbortCriteria(AbortRules.read(Samples.SCENARIO, DataFiles.of(folder, REQUESTS + block)), throttle);
    }

    /** The throttle would have time for each of them where it is high enough for what a loop takes. */
    private static void throttled(AbortCriteria abort, int from, int to) {
        for (var batch = from; batch < to; batch++) {
            var begin = System.currentTimeMillis();
            while (System.currentTimeMillis() == begin) {
                Thread.onSpinWait();
            }
            abort.answered(new DispatcherAnswer("b-" + batch, true, 0, 100, new StatusCounts(Map.of(), 0)));
        }
    }

    @Test
    void staysReachedWithTheFiguresOfThatMoment() throws Exception {
        var abort = abort("errors { request = \"POST /redeem\", over = 1 % }");
        send(abort, 100, false, 500, 10);
        assertThat(abort.isReached()).isTrue();
        send(abort, 100_000, true, 200, 10);

        assertThat(abort.isReached()).isTrue();
        assertThat(abort.reached().orElseThrow().actual()).isEqualTo("100.00 % (100 of 100)");
    }

    @Test
    void tellsHowNearItIs() throws Exception {
        var abort = abort("errors { request = \"POST /redeem\", over = 2 % }");
        send(abort, 1, false, 500, 10);
        send(abort, 99, true, 200, 10);

        assertThat(abort.statuses().get(0).share()).isEqualTo(0.5);
        assertThat(abort.statuses().get(0).reached()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x { over = 1 % }                                              | request is nothing",
                "x { request = \"POST /redeem\" }                              | over is nothing",
                "x { request = \"POST /redeem\", over = 5 }                    | over is '5'",
                "x { request = \"POST /redeem\", over = 5 %, p95 = 1 s }       | p95 is '1 s'",
                "x { request = \"POST /redeem\", over = 5 %, codes = [abc] }   | codes is",
                "x { source = waba, over = 5 % }                               | codes is nothing",
                "x { source = http, codes = [429], over = 5 % }                | source is 'http'",
                "x { request = \"POST /nowhere\", over = 5 % }                 | a request of this scenario: POST /redeem",
                "x { request = \"POST /redeem\", overr = 5 % }                 | unknown word 'overr'",
                "x { request = \"POST /redeem\", over = \"< 5 %\" }             | over is '< 5 %'",
                "x { request = \"POST /redeem\", over = 100 % }                 | over is '100 %'; valid: a limit that can be missed",
                "x { request = \"POST /redeem\", p95 = 40 s }                   | p95 is '40 s'; valid: a limit that can be missed",
                "x { request = \"POST /redeem\", over = 5 %, codes = [1xx] }   | codes is '[1xx]'",
                "x { source = backlog }                                        | over is nothing; valid: whole minutes",
                "x { source = backlog, over = 5 % }                            | over is '5 %'; valid: a duration",
                "x { source = backlog, over = 90 s }                           | over is '90 s'; valid: whole minutes",
                "x { source = backlog, codes = [429], over = 15 minutes }      | unknown word 'codes'; valid: source, over",
                "window = 1500 ms                                              | window is '1500 ms'",
                "window = 10 ms                                                | window is '10 ms'",
            })
    void refusesWhatItDoesNotKnow(String block, String said) {
        assertThatThrownBy(() -> abort(block)).isInstanceOf(BadInput.class).hasMessageContaining(said);
    }

    private static void waba(AbortCriteria abort, int code, long count) {
        abort.answered(new DispatcherAnswer("b", true, 0, 0, new StatusCounts(Map.of(code, count), count)));
    }

    private static void send(AbortCriteria abort, int times, boolean ok, int code, int millis) {
        for (int i = 0; i < times; i++) {
            abort.sample(new Sample(
                    Samples.SCENARIO,
                    "",
                    "POST /redeem",
                    System.currentTimeMillis() - millis,
                    millis,
                    ok,
                    Optional.of(code),
                    Optional.empty()));
        }
    }

    private AbortCriteria abort(String block) throws IOException {
        return new AbortCriteria(
                AbortRules.read(Samples.SCENARIO, DataFiles.of(folder, REQUESTS + "abort { " + block + " }")));
    }
}
