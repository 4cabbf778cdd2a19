package loadtest.server;

import java.util.List;

/**
 * The metrics of the target's machine and database during a run, as columns of equal length, one entry for each reading.
 * An entry is null where a reading lacks it; a rate is null in the first reading, and wherever its counter was reset.
 *
 * @param source host name of the endpoint
 * @param everySeconds the interval between readings
 * @param readings how many readings succeeded
 * @param failed how many readings failed
 * @param trouble why the last of those failed, or empty
 * @param link the address given, where it is a page for people or redirects, and is no endpoint; otherwise empty
 * @param times ISO-8601 in UTC
 * @param cpuPercent of all cores together, 0 to 100
 * @param load1 the machine's load average over a minute
 * @param memoryAvailableBytes available memory
 * @param networkBytesPerSecond sent, over all devices but loopback where others are there
 * @param connections to the database
 * @param transactionsPerSecond committed
 * @param databaseBytes size of all databases together
 * @param queryMillisPerSecond time spent in statements, in each second
 */
public record Resources(
        String source,
        int everySeconds,
        int readings,
        int failed,
        String trouble,
        String link,
        List<String> times,
        List<Double> cpuPercent,
        List<Double> load1,
        List<Double> memoryAvailableBytes,
        List<Double> networkBytesPerSecond,
        List<Double> connections,
        List<Double> transactionsPerSecond,
        List<Double> databaseBytes,
        List<Double> queryMillisPerSecond) {}
