package loadtest.report.summary;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.measure.Expectation;
import loadtest.measure.FailedSample;
import loadtest.measure.Recorder;
import loadtest.measure.Stats;
import loadtest.settings.Tracing;

/**
 * What failed in the same way: one request for one reason.
 *
 * @param reason as the engine says it
 * @param words the same in words, such as {@code 502 where 200 or 201 was expected}
 * @param count how often
 * @param samples the first three and the last of them
 */
public record FailureSummary(String request, String reason, String words, long count, List<Failed> samples) {

    /**
     * One failed request.
     *
     * @param time when it was sent
     * @param code null where no answer came
     * @param trace null where it was not sent
     * @param fixture what it was sent with, by the name of the user's attribute
     * @param answer the beginning of the answer's body; empty where there was none
     */
    public record Failed(
            String time, long millis, Integer code, Trace trace, Map<String, String> fixture, String answer) {
        static Failed of(FailedSample failed, Tracing settings) {
            var sample = failed.traced().sample();
            return new Failed(
                    Instant.ofEpochMilli(sample.start()).toString(),
                    sample.millis(),
                    sample.code().orElse(null),
                    Trace.of(failed.traced(), settings),
                    failed.fixture(),
                    failed.answer().shown());
        }
    }

    /** Every failure of a run of which samples are kept: by request, the most frequent reason first. */
    public static List<FailureSummary> of(Recorder recorder, Tracing settings) {
        return recorder.requests().stream()
                .flatMap(stats -> of(stats, recorder, settings))
                .toList();
    }

    private static Stream<FailureSummary> of(Stats stats, Recorder recorder, Tracing settings) {
        var kept = recorder.failed(stats.key());
        return stats.messages().entrySet().stream()
                .filter(failure -> kept.containsKey(failure.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(failure -> new FailureSummary(
                        stats.name(),
                        failure.getKey(),
                        Expectation.words(failure.getKey()),
                        failure.getValue(),
                        kept.get(failure.getKey()).stream()
                                .map(sample -> Failed.of(sample, settings))
                                .toList()));
    }
}
