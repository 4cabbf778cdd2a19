package loadtest.measure;

import java.util.List;
import java.util.Map;

/**
 * A run second by second, as columns of equal length: entry {@code i} covers the {@code secondsPerPoint} seconds that
 * begin {@code i * secondsPerPoint} seconds after {@code start}. In a long run a point covers more seconds; no
 * sample is dropped. A request belongs to the second in which it ended.
 *
 * @param start ISO-8601 in UTC, a whole second
 * @param secondsPerPoint 1, or a power of two where the run was long
 * @param requests samples that ended
 * @param failed those of them that failed
 * @param usersStarted users that arrived
 * @param usersActive the highest number of active users
 * @param p50 milliseconds; null where no sample ended, as with the other percentiles
 * @param classes samples by class of status code: {@code 2xx}, {@code 4xx}, ..., and {@code none} without an answer
 * @param byRequest the same columns for each request
 * @param heat the distribution of response times over time; null in files of earlier versions
 */
public record Timeline(
        String start,
        int secondsPerPoint,
        List<Long> requests,
        List<Long> failed,
        List<Long> usersStarted,
        List<Long> usersActive,
        List<Long> p50,
        List<Long> p95,
        List<Long> p99,
        Map<String, List<Long>> classes,
        List<OfRequest> byRequest,
        HeatMap heat) {

    /** One request's part of the timeline. */
    public record OfRequest(String name, List<Long> requests, List<Long> failed, List<Long> p95) {}
}
