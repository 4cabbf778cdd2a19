package loadtest.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import loadtest.measure.PartsRecorder;
import loadtest.server.Resources;
import loadtest.settings.TargetGuard;
import loadtest.slo.Drift;
import loadtest.slo.ServerReadings;

/**
 * What the server's metrics said in the two quarters of a load that are compared.
 *
 * @param resources null where no metrics endpoint is given
 * @param load its length
 * @param began in milliseconds since the epoch; empty where no user came
 */
record QuarterReadings(Resources resources, Duration load, OptionalLong began) {
    private static final String UNKNOWN = "no metrics of the server (PERF_SUPABASE_METRICS_URL)";
    private static final String SHARED = "for information: the target shares this machine's memory with the generator";

    /** Available memory, in bytes. */
    ServerReadings memory() {
        return of(resources == null ? List.of() : resources.memoryAvailableBytes(), isHere() ? SHARED : "");
    }

    /** To the database. */
    ServerReadings connections() {
        return of(resources == null ? List.of() : resources.connections(), "");
    }

    private boolean isHere() {
        return resources != null && TargetGuard.isLoopback(resources.source());
    }

    private ServerReadings of(List<Double> column, String informs) {
        if (began.isEmpty() || column.stream().allMatch(Objects::isNull)) {
            return ServerReadings.unknown(UNKNOWN);
        }
        var quarters = Drift.parts(load);
        return new ServerReadings(within(quarters.get(0), column), within(quarters.get(1), column), "", informs);
    }

    private List<Double> within(PartsRecorder.Part quarter, List<Double> column) {
        return IntStream.range(0, column.size())
                .filter(i -> column.get(i) != null)
                .filter(i ->
                        quarter.contains(Instant.parse(resources.times().get(i)).toEpochMilli() - began.getAsLong()))
                .mapToObj(column::get)
                .toList();
    }
}
