package loadtest.measure;

import io.gatling.http.response.Response;
import io.gatling.javaapi.core.Session;
import java.util.Optional;

/**
 * The request that a virtual user sends; it stays in the user's session until the next one. One thread of the engine at
 * a time works for a user.
 */
public final class SentRequest {
    /** How an audit says what was {@link #sentAgain}, after a number. */
    public static final String SENT_AGAIN = "sent again by the engine itself";

    private static final String ATTRIBUTE = "sentRequest";

    private final String id;
    private int times;
    private Response answer;
    private String failure = "";

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
        return times > 1;
    }

    /** Why it failed, as the reports say it; empty where it did not, or goes on. */
    public String failure() {
        return failure;
    }

    /** Counts one more write of it, and says which it is, from 1 on. */
    int written() {
        return ++times;
    }

    /** Keeps the answer, whose body the engine holds, until it has {@link #ended}. */
    Response answered(Response response) {
        answer = response;
        return response;
    }

    /** Gives the answer away, so that a user who waits holds no body; empty where none came. */
    Optional<Response> ended(String why) {
        var given = Optional.ofNullable(answer);
        answer = null;
        failure = why;
        return given;
    }

    Session in(Session session) {
        return session.set(ATTRIBUTE, this);
    }
}
