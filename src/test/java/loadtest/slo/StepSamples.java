package loadtest.slo;

import java.util.Map;
import java.util.Optional;
import loadtest.measure.RequestKey;
import loadtest.measure.Stats;

/** What was seen of one step of a climb, for each request that was sent in it. */
record StepSamples(CapacityLevel level, Map<RequestKey, Stats> seen) {
    Optional<Stats> of(RequestKey request) {
        return Optional.ofNullable(seen.get(request));
    }

    long count(RequestKey request) {
        return of(request).map(Stats::count).orElse(0L);
    }
}
