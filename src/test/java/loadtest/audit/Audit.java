package loadtest.audit;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.slo.Finding;

/** Looks, once the load has ended, whether the system under test kept its promises. */
public interface Audit {
    /** Longer than a login and three answers of a database may take, so that its silence is said. */
    int DEADLINE_SECONDS = 45;

    /** For a scenario that promises nothing beyond its answers. */
    Audit NONE = Map::of;

    /**
     * Looks once before any load is sent, at what it will compare with. May block, for as long as a login and two
     * answers of a database take.
     *
     * @throws loadtest.settings.BadInput if it cannot: the run then does not start, since its fixtures would be used
     *     up for a verdict that cannot be reached
     */
    default void before() {}

    /** What was found, by the name of each promise. May block. */
    Map<String, Finding> findings();

    /**
     * Starts looking on a thread of its own, off the engine's. Completes within {@value #DEADLINE_SECONDS} seconds; a
     * promise without a finding then counts as broken.
     */
    default CompletableFuture<Map<String, Finding>> start() {
        var result = new CompletableFuture<Map<String, Finding>>();
        Daemon.thread("audit", () -> {
                    try {
                        result.complete(findings());
                    } catch (RuntimeException | Error e) {
                        System.out.println("the audit failed: " + Failure.line(e));
                        result.complete(Map.of());
                    }
                })
                .start();
        return result.completeOnTimeout(Map.of(), DEADLINE_SECONDS, TimeUnit.SECONDS);
    }
}
