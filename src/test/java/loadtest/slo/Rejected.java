package loadtest.slo;

import java.util.stream.Collectors;
import loadtest.measure.DispatcherReport;

/** How many targets a dispatcher rejected by its policies, and why. It is for information: whether that may be, an audit says. */
public final class Rejected {
    private Rejected() {}

    public static Promise promise(String scenario) {
        return new Promise(PromiseKind.DISPATCHER, scenario, "targets rejected", Statistic.REJECTED, null, null);
    }

    public static Verdict verdict(String scenario, DispatcherReport seen) {
        var all = seen.rejected().values().stream().mapToLong(Long::longValue).sum();
        var reasons = seen.rejected().entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining("; "));
        return new Verdict(
                promise(scenario),
                new Observation.Found(all + (reasons.isEmpty() ? "" : ": " + reasons)),
                seen.answered(),
                VerdictOutcome.PRINTED,
                "");
    }
}
