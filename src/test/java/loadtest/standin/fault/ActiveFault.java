package loadtest.standin.fault;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;

/** A fault while its plan is on: when its clock started, how many requests it saw and how many it struck. */
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
     * Counts a request, and says whether this fault strikes it.
     *
     * @return the delay it strikes with, in nanoseconds, 0 for a fault without latency; empty if it does not strike
     */
    synchronized OptionalLong strike(long nanoTime) {
        if (!isOn(nanoTime)) {
            return OptionalLong.empty();
        }
        seen++;
        var chance = fault.chance();
        // Drawn for every request, so that the same seed strikes the same ones whatever else is in the plan.
        var drawn = random.nextDouble() < chance.share();
        if (!drawn || seen % chance.every() != 0 || struck >= chance.atMost()) {
            return OptionalLong.empty();
        }
        struck++;
        return OptionalLong.of(
                fault.latency().map(latency -> latency.draw(random)).orElse(0L));
    }

    /** The next portion of a share that is kept exactly: what one batch is short of, a later one makes good. */
    synchronized int nextRefused(int messages) {
        var share = ((Effect.WabaRateLimit) fault.effect().orElseThrow()).share();
        // The small number keeps 20 × 5 % from being a hair less than 1.
        owed += messages * share;
        var refused = (int) Math.floor(owed + 1e-9);
        owed -= refused;
        return refused;
    }

    /** Nanoseconds until it ends, for one that lasts a time and is on; else 0. */
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
