package loadtest.measure;

import io.gatling.javaapi.core.Session;
import java.util.concurrent.atomic.AtomicInteger;

/** The request that a virtual user sends; it stays in the user's session until the next one. */
public final class SentRequest {
    /** How an audit says what was {@link #sentAgain}, after a number. */
    public static final String SENT_AGAIN = "sent again by the engine itself";

    private static final String ATTRIBUTE = "sentRequest";

    private final String id;
    private final AtomicInteger times = new AtomicInteger();

    SentRequest(String id) {
        this.id = id;
    }

    /**
     * The request that this user has sent last, or is about to send.
     *
     * @throws IllegalStateException if there was none
     */
    public static SentRequest of(Session session) {
        SentRequest request = session.get(ATTRIBUTE);
        if (request == null) {
            throw new IllegalStateException("a request is sent that is no call of its origin");
        }
        return request;
    }

    /** What the target knows it by. */
    public String id() {
        return id;
    }

    /** Whether the engine sent it more than once, of which the user knows nothing. */
    public boolean sentAgain() {
        return times.get() > 1;
    }

    /** Counts one more write of it, and says which it is, from 1 on. */
    int written() {
        return times.incrementAndGet();
    }

    Session in(Session session) {
        return session.set(ATTRIBUTE, this);
    }
}
