package loadtest.measure;

import java.util.Map;

/** What the dispatcher has reported of WhatsApp's answers up to now. */
public interface DispatcherReport {
    /** Codes of {@link #waba()}: the dispatcher counts what WhatsApp took and what it throttled. */
    int OK = 200;

    int RATE_LIMITED = 429;

    /** WhatsApp's answers by code. */
    StatusCounts waba();

    /** The targets that the dispatcher rejected, by reason, the most frequent first: bounded, masked, each in one line. */
    Map<String, Long> rejected();

    /** How many targets it answered for: accepted, throttled or rejected. */
    long answered();

    /** How many batches the dispatcher never accepted, retries included. */
    long notTaken();
}
