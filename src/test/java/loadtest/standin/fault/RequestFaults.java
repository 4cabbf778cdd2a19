package loadtest.standin.fault;

import java.util.List;
import java.util.Optional;

/** The faults that apply to one request, usually none. */
public final class RequestFaults {
    /** No fault applies. */
    public static final RequestFaults NONE = new RequestFaults(0, List.of());

    private final long delayNanos;
    private final List<ActiveFault> faults;

    RequestFaults(long delayNanos, List<ActiveFault> faults) {
        this.delayNanos = delayNanos;
        this.faults = faults;
    }

    /** The shortest time from the request to its answer: the sum of all faults' delays. */
    public long delayNanos() {
        return delayNanos;
    }

    /** The effect of this kind, of the first fault that has it. */
    public <E extends Effect> Optional<E> effect(Class<E> kind) {
        for (var one : faults) {
            var effect = one.fault().effect().filter(kind::isInstance);
            if (effect.isPresent()) {
                return effect.map(kind::cast);
            }
        }
        return Optional.empty();
    }

    /** Whether the endpoint has this bug now. */
    public boolean has(Bug bug) {
        return !faults.isEmpty()
                && faults.stream().anyMatch(one -> one.fault().effect().equals(Optional.of(new Effect.Mistake(bug))));
    }

    /** How many of these messages WhatsApp refuses; over all batches this is exactly the plan's share. */
    public int refusedByWaba(int messages) {
        return faults.stream()
                .filter(one -> one.fault().is(Effect.WabaRateLimit.class))
                .findFirst()
                .map(one -> one.nextRefused(messages))
                .orElse(0);
    }
}
