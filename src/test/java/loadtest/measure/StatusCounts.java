package loadtest.measure;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each status code came, for a budget to judge.
 *
 * @param total everything that was tried, with or without a code
 */
public record StatusCounts(Map<Integer, Long> codes, long total) {

    /** All requests together. */
    public static StatusCounts of(Collection<Stats> requests) {
        var codes = new TreeMap<Integer, Long>();
        requests.forEach(request -> request.codes().forEach((code, count) -> codes.merge(code, count, Long::sum)));
        return new StatusCounts(codes, requests.stream().mapToLong(Stats::count).sum());
    }
}
