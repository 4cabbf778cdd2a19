package loadtest.measure;

/** What a dispatcher that passes messages on has reported of WhatsApp's answers, at any time. */
public interface DispatcherReport {
    /** Codes of {@link #waba()}: the dispatcher counts what WhatsApp took and what it throttled. */
    int OK = 200;

    int RATE_LIMITED = 429;

    /** WhatsApp's answers by code. */
    StatusCounts waba();

    /** How many batches were offered, once or again, and never taken. */
    long notTaken();
}
