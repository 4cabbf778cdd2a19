package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import loadtest.testing.Samples;
import org.junit.jupiter.api.Test;

class FailedSamplesTest {
    private final FailedSamples failed = new FailedSamples();

    @Test
    void keepsTheFirstThreeAndTheLastOfEachReason() {
        IntStream.range(0, 1_000).forEach(n -> add("GET /x", n % 2 == 0 ? "one" : "other", n));
        add("GET /y", "one", 7);

        assertThat(kept("GET /x", "one")).containsExactly(0, 2, 4, 998);
        assertThat(kept("GET /x", "other")).containsExactly(1, 3, 5, 999);
        assertThat(kept("GET /y", "one")).containsExactly(7);
    }

    @Test
    void keepsNoMoreReasonsThanAreCounted() {
        IntStream.range(0, 1_000).forEach(n -> add("GET /x", "reason " + n, n));

        var reasons = failed.of(new RequestKey(Samples.SCENARIO, "GET /x"));
        assertThat(reasons).hasSize(51);
        assertThat(kept("GET /x", "other failures")).containsExactly(50, 51, 52, 999);
    }

    private void add(String request, String reason, int millis) {
        var sample = Samples.of(request, millis, false, Optional.of(500), Optional.of(reason));
        failed.add(new FailedSample(
                new TracedSample(sample, Optional.of("id"), Optional.empty()), Map.of(), AnswerBeginning.NONE));
    }

    private Iterable<Integer> kept(String request, String reason) {
        return failed.of(new RequestKey(Samples.SCENARIO, request)).get(reason).stream()
                .map(sample -> sample.traced().sample().millis())
                .toList();
    }
}
