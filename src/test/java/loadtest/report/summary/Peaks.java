package loadtest.report.summary;

import java.util.List;
import java.util.OptionalDouble;
import loadtest.measure.GeneratorHealth;
import loadtest.server.Resources;

/** The highest values of a run's resources; each is null where no reading had it. */
public record Peaks(Peak cpuPercent, Peak connections, Peak networkBytesPerSecond, Peak queryMillisPerSecond) {

    /** @param time ISO-8601 in UTC, of the first reading with this value */
    public record Peak(double value, String time) {}

    /** @param resources may be null, as where no metrics endpoint is given */
    public static Peaks of(Resources resources) {
        return resources == null
                ? new Peaks(null, null, null, null)
                : new Peaks(
                        peak(resources, resources.cpuPercent()),
                        peak(resources, resources.connections()),
                        peak(resources, resources.networkBytesPerSecond()),
                        peak(resources, resources.queryMillisPerSecond()));
    }

    /** The highest CPU of the generator, in percent; empty where it was not watched. */
    public static OptionalDouble generatorCpu(GeneratorHealth generator) {
        return generator == null ? OptionalDouble.empty() : generator.busiestCpu();
    }

    private static Peak peak(Resources resources, List<Double> column) {
        Peak highest = null;
        for (int i = 0; i < column.size(); i++) {
            var value = column.get(i);
            if (value != null && (highest == null || value > highest.value())) {
                highest = new Peak(value, resources.times().get(i));
            }
        }
        return highest;
    }
}
