package loadtest.truth;

import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.noFile;
import static loadtest.truth.Expect.noSummary;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import java.util.concurrent.TimeUnit;
import loadtest.testing.Parent;
import loadtest.testing.Workload;
import org.junit.jupiter.api.condition.OS;

/** Runs that a signal or the end of their parent cuts off. */
final class EndRows {
    private EndRows() {}

    static List<TruthRow> all() {
        return List.of(
                row("run interrupted")
                        .fast()
                        .onlyIf(!OS.WINDOWS.isCurrentOs())
                        .of(Workload.simplest().simulation())
                        .load("hold 5 per second for 30 s")
                        .meanwhile("SIGTERM", (run, bench) -> {
                            run.loadFor(0);
                            run.signal("TERM");
                        })
                        .expect(exit(143), outcome("INTERRUPTED"), reason("by Ctrl-C or SIGTERM")),
                row("Maven killed")
                        .of(Workload.simplest().simulation())
                        .load("hold 5 per second for 30 s")
                        .where("started by a parent", trial -> trial.under(Parent.class))
                        .meanwhile("SIGKILL of the parent", (run, bench) -> {
                            run.loadFor(0);
                            var child = run.process().children().findFirst().orElseThrow();
                            run.process().destroyForcibly();
                            child.onExit().get(20, TimeUnit.SECONDS);
                        })
                        .expect(exit(137), outcome("INTERRUPTED"), reason("the process that started it has gone")),
                row("run killed")
                        .fast()
                        .of(Workload.simplest().simulation())
                        .load("hold 5 per second for 30 s")
                        .variable("PERF_OUTPUT_FILE", "copy.json")
                        .meanwhile("SIGKILL", (run, bench) -> {
                            run.loadFor(0);
                            run.process().destroyForcibly();
                        })
                        .expect(exit(137), noSummary(), noFile("copy.json")));
    }
}
