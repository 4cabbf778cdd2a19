package loadtest.audit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.slo.Finding;

/**
 * Checks after the load whether the system under test kept its promises. What it judges by is handed out, so that several
 * machines can record it and be audited together.
 */
public interface Audit {
    /** Longer than a login and three queries may take, so that a silent database is reported as such. */
    int DEADLINE_SECONDS = 45;

    /** The audit of a scenario without such promises. */
    Audit NONE = new Audit() {
        @Override
        public Optional<Evidence<?>> evidence() {
            return Optional.empty();
        }

        @Override
        public Optional<Ledger<?>> ledger() {
            return Optional.empty();
        }

        @Override
        public Map<String, Finding> findings() {
            return Map.of();
        }
    };

    /** What it reads from the database before the load and after it. */
    Optional<Evidence<?>> evidence();

    /** What the clients of the load were answered; empty where it judges the database alone. */
    Optional<Ledger<?>> ledger();

    /**
     * Reads the state before the load, which the findings are compared with. May block for as long as a login and two
     * queries take.
     *
     * @throws loadtest.settings.BadInput if the state cannot be read: the run then does not start, since it would use up
     *     its fixtures without reaching a verdict
     */
    default void before() {
        evidence().ifPresent(Evidence::before);
    }

    /**
     * The findings on what this process did not keep, so that nobody can audit it: not even the merge of several
     * machines. May block.
     */
    default Map<String, Finding> lost() {
        return Map.of();
    }

    /** The findings, by the name of each promise. May block. */
    Map<String, Finding> findings();

    /**
     * Starts the audit on a thread of its own. Completes within {@value #DEADLINE_SECONDS} seconds; a promise without a
     * finding then counts as missed.
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
