package loadtest.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Aggregates the samples of one request, in memory that does not grow with the length of the run. */
final class RequestStats {
    private static final int MOST_MESSAGES = 50;
    private static final String OTHERS = "other failures";

    private final TimesRecorder succeeded = new TimesRecorder();
    private final TimesRecorder failed = new TimesRecorder();
    private final EngineEstimate engine = new EngineEstimate();
    private long unsent;
    private final Map<Integer, Long> codes = new TreeMap<>();
    private final Map<String, Long> messages = new LinkedHashMap<>();

    void add(Sample sample) {
        if (sample.sent()) {
            (sample.ok() ? succeeded : failed).add(sample.millis());
        } else {
            unsent++;
        }
        engine.add(sample.millis()); // Gatling's report counts an unsent request as one of 0 ms
        if (!sample.ok()) {
            sample.message().ifPresent(message -> failed(message, 1));
        }
        sample.code().ifPresent(code -> codes.merge(code, 1L, Long::sum));
    }

    /** Adds all samples of another. */
    void add(RequestStats other) {
        succeeded.add(other.succeeded);
        failed.add(other.failed);
        unsent += other.unsent;
        engine.add(other.engine);
        other.codes.forEach((code, count) -> codes.merge(code, count, Long::sum));
        other.messages.forEach(this::failed);
    }

    private void failed(String message, long times) {
        messages.merge(bounded(messages.keySet(), message), times, Long::sum);
    }

    /** The reason under which a failure is kept, so that there are not too many of them. */
    static String bounded(Set<String> known, String reason) {
        return known.contains(reason) || known.size() < MOST_MESSAGES ? reason : OTHERS;
    }

    /** @param sentAgain how many of them the engine sent again */
    Stats stats(RequestKey key, long sentAgain) {
        var all = new TimesRecorder();
        all.add(succeeded);
        all.add(failed);
        return new Stats(
                key,
                all.times(),
                succeeded.times(),
                new Stats.Sent(unsent, sentAgain),
                engine.p95(),
                Collections.unmodifiableMap(new TreeMap<>(codes)),
                Collections.unmodifiableMap(new LinkedHashMap<>(messages)));
    }
}
