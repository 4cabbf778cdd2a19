package loadtest.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loadtest.slo.Finding;

/**
 * The audits of all parts of a load. They begin when the last part has ended, since one load may change what another's
 * audit looks into, and when the database's statistics have been read, which would count the audits' own statements.
 */
final class Audits {
    private final List<CompletableFuture<Void>> loads = new ArrayList<>();
    private final Supplier<CompletableFuture<?>> lastReading;

    /** @param lastReading of what is read after the load; completes within a bounded time */
    Audits(Supplier<CompletableFuture<?>> lastReading) {
        this.lastReading = lastReading;
    }

    /** Adds what starts an audit; what is returned is to be called when its load has ended, and completes with its findings. */
    Supplier<CompletableFuture<Map<String, Finding>>> with(Supplier<CompletableFuture<Map<String, Finding>>> audit) {
        var load = new CompletableFuture<Void>();
        loads.add(load);
        return () -> {
            load.complete(null);
            return CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new))
                    .thenCompose(all -> lastReading.get())
                    .thenCompose(read -> audit.get());
        };
    }

    /** The whole load was cut off, so none is waited for any more. */
    void cutOff() {
        loads.forEach(load -> load.complete(null));
    }
}
