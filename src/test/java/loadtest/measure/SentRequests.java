package loadtest.measure;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.http.client.Request;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import loadtest.settings.TraceHeader;

/**
 * Gives every request of a run an id of its own, notices when the engine sends one again, and sees how each ends.
 *
 * <p>Where a connection that was used before breaks before the whole answer has come, the engine sends the request once
 * more on another one, POST as GET, and counts one sample. No setting forbids that. The engine's hook for signatures runs
 * at every write, so that a second write of the same request is a repeat; {@code SentOnceIT} fails if an engine upgrade
 * changes that.
 */
public final class SentRequests {
    private final RequestIds ids;
    private final List<String> fixture;
    private volatile Listener listener = new Listener() {};

    /** Is told of what happens to requests, on threads of the engine. */
    public interface Listener {
        /** The engine sends a request once more. */
        default void sentAgain(RequestKey request) {}

        /** The response time from which on a request is one of the slowest so far. */
        default int slowFrom() {
            return Integer.MAX_VALUE;
        }

        /** A request was one of the slowest so far. */
        default void slow(TracedSample sample) {}

        default void failed(FailedSample sample) {}
    }

    /**
     * @param runId what each id is made of, and a number, from 1 on
     * @param fixture the attributes of the session that say of a failed request what it was sent with
     */
    public SentRequests(TraceHeader header, String runId, List<String> fixture) {
        this.ids = new RequestIds(header, runId);
        this.fixture = fixture;
    }

    public void tell(Listener listener) {
        this.listener = listener;
    }

    /**
     * The steps that send one request under an id of its own. This is the one place through which every request goes.
     *
     * @param request complete but for its id
     */
    public ChainBuilder steps(String name, HttpRequestActionBuilder request) {
        return steps(name, request, UnaryOperator.identity());
    }

    /**
     * The same of a request that is changed just before it is written.
     *
     * @param last called at each write
     */
    public ChainBuilder steps(String name, HttpRequestActionBuilder request, UnaryOperator<Request> last) {
        return exec(session -> new SentRequest(ids.next()).in(session))
                .exec(request.sign((written, session) -> last.apply(written(name, written, session)))
                        .transformResponse(
                                (response, session) -> SentRequest.of(session).answered(response)))
                .exec(session -> ended(name, session));
    }

    private Request written(String name, Request request, Session session) {
        var sent = SentRequest.of(session);
        request.getHeaders().set(ids.header(), ids.value(sent.id()));
        if (sent.written() > 1) {
            listener.sentAgain(new RequestKey(session.scenario(), group(session), name));
        }
        return request;
    }

    /** The outermost, as of a {@link Sample}. */
    private static String group(Session session) {
        var groups = session.groups();
        return groups.isEmpty() ? "" : groups.get(0);
    }

    /** The engine still holds the body: this is the step right after the request. */
    private Session ended(String name, Session session) {
        var request = SentRequest.of(session);
        var reported = LastSample.take(name);
        var answer = request.ended(reported.flatMap(EngineSample::failure).orElse(""));
        reported.ifPresent(sample -> {
            var failed = EngineSample.failed(sample);
            var slow = EngineSample.millis(sample) >= listener.slowFrom();
            if (failed || slow) {
                var ended = new EndedRequest(EngineSample.of(sample), request.id(), answer);
                if (failed) {
                    listener.failed(ended.failed(session, fixture));
                }
                if (slow) {
                    listener.slow(ended.traced());
                }
            }
        });
        return session;
    }
}
