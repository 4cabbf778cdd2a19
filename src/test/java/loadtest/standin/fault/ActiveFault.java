package loadtest.standin.fault;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;

/** A fault of the plan in force: when its clock started, how many requests reached it and how many it applied to. */
final class ActiveFault {
    private final Fault fault;
    private final Random random;
    private boolean started;
    private long startNanos;
    private int seen;
    private int struck;
    private double owed;

    ActiveFault(Fault fault, Random random) {
        this.fault = fault;
        this.random = random;
    }

    Fault fault() {
        return fault;
    }

    /** Starts its clock, unless it runs already. */
    synchronized void start(long nanoTime) {
        if (!started) {
            started = true;
            startNanos = nanoTime;
        }
    }

    /**
     * Counts a request and decides whether this fault applies to it.
     *
     * @return the delay in nanoseconds, 0 for a fault without latency; empty if the fault does not apply
     */
    synchronized OptionalLong strike(long nanoTime) {
        if (!isOn(nanoTime)) {
            return OptionalLong.empty();
        }
        seen++;
        var chance = fault.chance();
        // Drawn for every request, so that the same seed selects the same requests whatever else is in the plan.
        var drawn = random.nextDouble() < chance.share();
        if (!drawn || seen % chance.every() != 0 || struck >= chance.atMost()) {
            return OptionalLong.empty();
        }
        struck++;
        return OptionalLong.of(
                fault.latency().map(latency -> latency.draw(random)).orElse(0L));
    }

    /** The number of refused messages of the next batch; fractions carry over, so that the share is exact over all batches. */
    synchronized int nextRefused(int messages) {
        var share = ((Effect.WabaRateLimit) fault.effect().orElseThrow()).share();
        // Without the small number 20 × 5 % would be slightly less than 1 in floating point.
        owed += messages * share;
        var refused = (int) Math.floor(owed + 1e-9);
        owed -= refused;
        return refused;
    }

    /** Nanoseconds until an active fault with a duration ends; else 0. */
    synchronized long nanosLeft(long nanoTime) {
        return isOn(nanoTime) && fault.lasts().isPresent()
                ? startNanos + fault.from().plus(fault.lasts().get()).toNanos() - nanoTime
                : 0;
    }

    synchronized int seen() {
        return seen;
    }

    synchronized int struck() {
        return struck;
    }

    private boolean isOn(long nanoTime) {
        return started && fault.isAt(Duration.ofNanos(nanoTime - startNanos));
    }
}
