package loadtest.measure;

/** What the dispatcher has reported of WhatsApp's answers up to now. */
public interface DispatcherReport {
    /** Codes of {@link #waba()}: the dispatcher counts what WhatsApp took and what it throttled. */
    int OK = 200;

    int RATE_LIMITED = 429;

    /** WhatsApp's answers by code. */
    StatusCounts waba();

    /** How many batches the dispatcher never accepted, retries included. */
    long notTaken();
}
