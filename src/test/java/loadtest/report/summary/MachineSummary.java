package loadtest.report.summary;

/**
 * One of several machines that shared a run. Without an end, because it was killed or its files are torn, its figures are
 * null.
 *
 * @param share such as {@code 2/4}
 * @param name by which the machine calls itself
 * @param requests all that it sent
 * @param rate requests per second
 * @param p95 of all its requests, in milliseconds
 * @param late users who started more than 100 ms after the plan; null in a closed model
 * @param cpuPercent the most that its generator used of all cores; null where that was not measured
 * @param clock how its clock compared with the common one; null where nobody told the time
 */
public record MachineSummary(
        String share,
        String name,
        String runId,
        Long requests,
        Double rate,
        Long p95,
        Long users,
        Long late,
        Double cpuPercent,
        MachineClock clock) {

    /**
     * @param offsetMillis how far the common clock was ahead of the machine's; negative where it was behind
     * @param errorMillis by how much that may be wrong, either way
     * @param source whose clock the common one is
     */
    public record MachineClock(long offsetMillis, long errorMillis, String source) {}
}
