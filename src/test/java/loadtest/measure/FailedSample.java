package loadtest.measure;

import java.util.Map;
import java.util.Optional;

/**
 * A request that failed.
 *
 * @param fixture what it was sent with, by the session's attribute
 * @param answer empty where none came
 */
public record FailedSample(TracedSample traced, Map<String, String> fixture, AnswerBeginning answer) {

    /** Of a request that was refused before it was sent. */
    static FailedSample unsent(Sample sample) {
        return new FailedSample(
                new TracedSample(sample, Optional.empty(), Optional.empty()), Map.of(), AnswerBeginning.NONE);
    }

    String reason() {
        return traced.sample().message().orElse("");
    }
}
