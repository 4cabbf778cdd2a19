package loadtest.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first and the last failed samples of each request and reason, in memory that does not grow with their number. */
public final class FailedSamples {
    private static final int FIRST = 3;

    private final Map<RequestKey, Map<String, Kept>> requests = new LinkedHashMap<>();

    private static final class Kept {
        private final List<FailedSample> first = new ArrayList<>(FIRST);
        private FailedSample last;

        void add(FailedSample sample) {
            if (first.size() < FIRST) {
                first.add(sample);
            } else {
                last = sample;
            }
        }

        List<FailedSample> all() {
            var all = new ArrayList<>(first);
            if (last != null) {
                all.add(last);
            }
            return all;
        }
    }

    public void add(FailedSample failed) {
        var reasons = requests.computeIfAbsent(failed.traced().sample().key(), key -> new LinkedHashMap<>());
        reasons.computeIfAbsent(RequestStats.bounded(reasons.keySet(), failed.reason()), reason -> new Kept())
                .add(failed);
    }

    /** Those of all requests and reasons. */
    public List<FailedSample> all() {
        return requests.values().stream()
                .flatMap(reasons -> reasons.values().stream())
                .flatMap(kept -> kept.all().stream())
                .toList();
    }

    /** By reason, as {@link Stats#messages} counts them. */
    Map<String, List<FailedSample>> of(RequestKey request) {
        var samples = new LinkedHashMap<String, List<FailedSample>>();
        requests.getOrDefault(request, Map.of()).forEach((reason, kept) -> samples.put(reason, kept.all()));
        return samples;
    }
}
