package loadtest.measure;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many answers had each status code.
 *
 * @param total all attempts, with or without a code
 */
public record StatusCounts(Map<Integer, Long> codes, long total) {

    /** The same as if every attempt that it lacks to be so many had none of the codes. */
    public StatusCounts atBest(long attempts) {
        return new StatusCounts(codes, Math.max(total, attempts));
    }

    /** The counts over several requests. */
    public static StatusCounts of(Collection<Stats> requests) {
        var codes = new TreeMap<Integer, Long>();
        requests.forEach(request -> request.codes().forEach((code, count) -> codes.merge(code, count, Long::sum)));
        return new StatusCounts(codes, requests.stream().mapToLong(Stats::count).sum());
    }
}
