package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final Recorder recorder = new Recorder();

    @Test
    void knowsNothingAtFirst() {
        assertThat(recorder.requests()).isEmpty();
        assertThat(recorder.users("api_smoke")).isEqualTo(new Recorder.Users(0, 0));
    }

    @Test
    void countsTimesOfOkAndFailedSamplesAlike() {
        IntStream.rangeClosed(1, 100).forEach(millis -> add("GET /x", millis, millis > 10));
        var stats = only();

        assertThat(stats.count()).isEqualTo(100);
        assertThat(stats.ok()).isEqualTo(90);
        assertThat(stats.ko()).isEqualTo(10);
        assertThat(stats.mean()).isEqualTo(50.5);
        assertThat(stats.percentile(50)).isEqualTo(50);
        assertThat(stats.percentile(95)).isEqualTo(95);
        assertThat(stats.percentile(100)).isEqualTo(100);
        assertThat((double) stats.engineP95()).isCloseTo(95, within(1.0));
    }

    @Test
    void countsWhatTheEngineSentAgainBesideItsSamples() {
        var other = new RequestKey("warm-up", "GET /x");
        Samples.add(recorder, "GET /x", true, 200, 3);
        recorder.sentAgain(only().key());
        recorder.sentAgain(only().key());
        recorder.sentAgain(other);

        assertThat(only().count()).isEqualTo(3);
        assertThat(only().sent().again()).isEqualTo(2);
        assertThat(recorder.overall().sent().again()).isEqualTo(2);
    }

    @Test
    void knowsThatTheEngineRoundsUpOnFewSamples() {
        IntStream.range(0, 19).forEach(n -> add("GET /x", 100, true));
        add("GET /x", 1000, true);

        assertThat(only().percentile(95)).isEqualTo(100);
        assertThat(only().engineP95()).isEqualTo(1000);
    }

    @Test
    void takesAnyResponseTime() {
        add("GET /x", 0, true);
        add("GET /x", Integer.MAX_VALUE, true);

        assertThat(only().percentile(50)).isZero();
        assertThat(only().percentile(100)).isCloseTo(3_600_000, within(3_600L));
    }

    @Test
    void countsStatusCodesAndWhatHadNone() {
        Samples.add(recorder, "GET /x", true, 200, 3);
        Samples.add(recorder, "GET /x", false, 503, 2);
        recorder.sample(Samples.of("GET /x", 30_000, false, Optional.empty(), Optional.of("timed out")));

        assertThat(only().codes()).containsOnly(entry(200, 3L), entry(503, 2L));
        assertThat(only().count()).isEqualTo(6);
        assertThat(only().withCode(code -> code >= 500)).isEqualTo(2);
        assertThat(only().messages()).containsOnly(entry("found 503", 2L), entry("timed out", 1L));
    }

    @Test
    void whatWasNeverSentIsCountedAndNotTimed() {
        add("GET /x", 40, true);
        add("GET /x", 60, false);
        recorder.sample(unsent("GET /x"));
        recorder.sample(unsent("GET /x"));

        assertThat(only().count()).isEqualTo(4);
        assertThat(only().ko()).isEqualTo(3);
        assertThat(only().all().count()).isEqualTo(2);
        assertThat(only().all().min()).isEqualTo(40);
        assertThat(only().mean()).isEqualTo(50);
        assertThat(only().codes()).doesNotContainKey(0);
        assertThat(only().messages()).containsEntry("not fetched", 2L);
        assertThat(recorder.overall().count()).isEqualTo(4);
        assertThat(recorder.overall().all().count()).isEqualTo(2);
        assertThat(recorder.timeline().requests()).containsExactly(4L);
        assertThat(recorder.timeline().failed()).containsExactly(3L);
        assertThat(recorder.timeline().p50()).allMatch(p50 -> p50 >= 40);
        assertThat(recorder.slowest()).isEmpty();
        assertThat(recorder.failed(only().key()).get("not fetched")).hasSize(2);
    }

    private static Sample unsent(String name) {
        return new Sample(Samples.SCENARIO, "", name, 0, 0, false, Optional.empty(), Optional.of("not fetched"), false);
    }

    @Test
    void keepsFiftyReasonsApartAndCountsTheRestTogether() {
        IntStream.range(0, 80).forEach(n -> fail("reason " + n));
        fail("reason 7");

        assertThat(only().messages()).hasSize(51).containsEntry("reason 7", 2L).containsEntry("other failures", 30L);
        assertThat(only().messages().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(only().ko());
    }

    @Test
    void leavesTheVerdictGroupOut() {
        recorder.sample(new Sample(
                Samples.SCENARIO, "verdict", "HTTP 5xx at most 0", 0, 0, false, Optional.empty(), Optional.empty()));
        recorder.sample(new Sample(
                Samples.SCENARIO, "another group", "GET /x", 0, 5, true, Optional.of(200), Optional.empty()));

        assertThat(recorder.requests()).extracting(Stats::name).containsExactly("another group / GET /x");
    }

    @Test
    void keepsRequestsInTheOrderOfTheirAppearance() {
        add("GET /b", 1, true);
        add("GET /a", 1, true);
        add("GET /b", 1, true);

        assertThat(recorder.requests()).extracting(Stats::name).containsExactly("GET /b", "GET /a");
    }

    @Test
    void whatWasAskedForDoesNotChangeAfterwards() {
        add("GET /x", 10, true);
        var before = only();
        add("GET /x", 90, false);

        assertThat(before.count()).isEqualTo(1);
        assertThat(before.percentile(100)).isEqualTo(10);
        assertThatCode(() -> before.codes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void countsUsersByScenario() {
        recorder.user("api_smoke", true, 0);
        recorder.user("api_smoke", true, 0);
        recorder.user("api_smoke", false, 0);
        recorder.user("verdicts", true, 0);

        assertThat(recorder.users("api_smoke")).isEqualTo(new Recorder.Users(2, 1));
        assertThat(recorder.users("verdicts")).isEqualTo(new Recorder.Users(1, 0));
    }

    @Test
    void countsWhoIsLateAmongTheUsersOfTheLoad() {
        assertThat(recorder.lateness("api_smoke")).isEmpty();
        recorder.expect("api_smoke", Optional.of(List.of(0L, 1000L).iterator()));
        recorder.user("warm-up", true, 0);
        recorder.user("api_smoke", true, 5000);
        recorder.user("api_smoke", true, 6200);
        recorder.user("verdicts", true, 90_000);

        assertThat(recorder.lateness("api_smoke").map(Lateness::late)).contains(1L);
        assertThat(recorder.timeline().usersStarted()).containsExactly(1L, 1L);
    }

    @Test
    void allRequestsTogetherAreExactlyTheSum() {
        IntStream.rangeClosed(1, 99).forEach(millis -> add("GET /x", millis, millis > 10));
        add("GET /y", 30_012, false);
        recorder.sample(Samples.of("GET /y", 7, false, Optional.empty(), Optional.of("refused")));
        var all = recorder.overall();
        var added = recorder.requests().get(0).all().histogram();
        added.add(recorder.requests().get(1).all().histogram());

        assertThat(all.count()).isEqualTo(101);
        assertThat(all.ok()).isEqualTo(89);
        assertThat(all.ko()).isEqualTo(12);
        assertThat(all.all().min()).isEqualTo(1);
        assertThat(all.all().max()).isEqualTo(30_012);
        assertThat(all.percentile(100)).isEqualTo(30_012);
        assertThat(all.succeeded().min()).isEqualTo(11);
        assertThat(all.succeeded().max()).isEqualTo(99);
        assertThat(all.succeeded().mean()).isEqualTo(55);
        assertThat(all.codes()).containsOnly(entry(200, 100L));
        assertThat(all.messages()).containsOnly(entry("refused", 1L));
        assertThat(all.all().histogram()).isEqualTo(added);
        assertThat((double) all.engineP95()).isCloseTo(95, within(2.0));
    }

    @Test
    void nothingAtAllIsASummaryOfZeroes() {
        var all = recorder.overall();

        assertThat(all.count()).isZero();
        assertThat(all.percentile(99)).isZero();
        assertThat(all.engineP95()).isZero();
        assertThat(recorder.seconds()).isEqualTo(1);
    }

    @Test
    void keepsTheTwentySlowest() {
        IntStream.rangeClosed(1, 1000).map(n -> n * 2 % 1001).forEach(this::ended);

        assertThat(recorder.slowest())
                .extracting(traced -> traced.sample().millis())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).map(n -> 1001 - n).boxed().toList());
    }

    @Test
    void theTimeOfARunIsFromItsFirstStartToItsLastEnd() {
        recorder.sample(
                new Sample(Samples.SCENARIO, "", "GET /x", 5000, 2500, true, Optional.of(200), Optional.empty()));
        recorder.sample(new Sample(Samples.SCENARIO, "", "GET /x", 4500, 10, true, Optional.of(200), Optional.empty()));

        assertThat(recorder.seconds()).isEqualTo(3);
    }

    @Test
    void aTallyAddsUpAllRequests() {
        Samples.add(recorder, "GET /x", true, 200, 3);
        Samples.add(recorder, "GET /y", true, 200, 2);
        Samples.add(recorder, "GET /y", false, 500, 1);
        recorder.sample(Samples.of("GET /y", 1, false, Optional.empty(), Optional.empty()));

        assertThat(StatusCounts.of(recorder.requests())).isEqualTo(new StatusCounts(Map.of(200, 5L, 500, 1L), 7));
    }

    private void add(String name, int millis, boolean ok) {
        recorder.sample(Samples.of(name, millis, ok, Optional.of(200), Optional.empty()));
    }

    /** As a user sees it who has sent it. */
    private void ended(int millis) {
        if (millis >= recorder.slowFrom()) {
            var sample = Samples.of("GET /x", millis, true, Optional.of(200), Optional.empty());
            recorder.slow(new TracedSample(sample, Optional.of("id-" + millis), Optional.empty()));
        }
    }

    private void fail(String message) {
        recorder.sample(Samples.of("GET /x", 1, false, Optional.of(500), Optional.of(message)));
    }

    private Stats only() {
        assertThat(recorder.requests()).hasSize(1);
        return recorder.requests().get(0);
    }

    @Test
    void requestsOfTwoScenariosThatShareTheirNameAreTwo() {
        Samples.add(recorder, "one", "GET /x", true, 200, 3);
        Samples.add(recorder, "two", "GET /x", false, 503, 2);

        assertThat(recorder.requests())
                .extracting(Stats::key, Stats::count, Stats::ko)
                .containsExactly(
                        tuple(new RequestKey("one", "GET /x"), 3L, 0L), tuple(new RequestKey("two", "GET /x"), 2L, 2L));
        assertThat(recorder.overall().count()).isEqualTo(5);
        assertThat(recorder.timeline().byRequest()).hasSize(2);
    }
}
