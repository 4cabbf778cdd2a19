package loadtest.testing;

import java.util.List;
import loadtest.report.summary.MachineSummary;
import loadtest.report.summary.Summary;

/** Machines that shared a sample run. */
public final class SampleMachines {
    private SampleMachines() {}

    public static MachineSummary whole() {
        return new MachineSummary(
                "1/2",
                "runner-1",
                "20300131T140000-000001",
                750L,
                25.125,
                140L,
                750L,
                3L,
                23.5,
                new MachineSummary.MachineClock(-12, 4, "the database's clock"));
    }

    /** One that was killed, by a clock that nobody could compare. */
    public static MachineSummary killed() {
        return new MachineSummary(
                "2/2", "runner <2>", "20300131T140000-000002", null, null, null, null, null, null, null);
    }

    /** The run as that of both machines. */
    public static Summary of(Summary run) {
        var traffic = run.traffic();
        return SampleRuns.with(
                run,
                new Summary.Traffic(
                        traffic.load(),
                        traffic.requests(),
                        traffic.overall(),
                        traffic.waba(),
                        List.of(whole(), killed()),
                        List.of()),
                run.observations(),
                run.remarks());
    }
}
