package loadtest.standin.fault;

import java.util.List;
import java.util.Optional;

/** What one request meets: nothing, mostly. */
public final class RequestFaults {
    /** All is well. */
    public static final RequestFaults NONE = new RequestFaults(0, List.of());

    private final long delayNanos;
    private final List<ActiveFault> faults;

    RequestFaults(long delayNanos, List<ActiveFault> faults) {
        this.delayNanos = delayNanos;
        this.faults = faults;
    }

    /** The answer comes no sooner than so long after the request; where several faults hold it back, their sum. */
    public long delayNanos() {
        return delayNanos;
    }

    /** The effect of this kind, of the first fault that has it. */
    public <E extends Effect> Optional<E> effect(Class<E> kind) {
        return faults.stream()
                .flatMap(one -> one.fault().effect().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Whether the endpoint has this mistake now. */
    public boolean has(Bug bug) {
        return faults.stream().anyMatch(one -> one.fault().effect().equals(Optional.of(new Effect.Mistake(bug))));
    }

    /** How many of so many messages WhatsApp refuses; over all batches it is the plan's share, to the message. */
    public int refusedByWaba(int messages) {
        return faults.stream()
                .filter(one -> one.fault().is(Effect.WabaRateLimit.class))
                .findFirst()
                .map(one -> one.nextRefused(messages))
                .orElse(0);
    }
}
