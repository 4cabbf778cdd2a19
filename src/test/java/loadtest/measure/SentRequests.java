package loadtest.measure;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.http.client.Request;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Gives every request of a run an id of its own, and notices when the engine sends one again.
 *
 * <p>Where a connection that was used before breaks before the whole answer has come, the engine sends the request once
 * more on another one, POST as GET, and counts one sample. No setting forbids that. The engine's hook for signatures runs
 * at every write, so that a second write of the same request is a repeat; {@code SentOnceIT} fails if an engine upgrade
 * changes that.
 */
public final class SentRequests {
    /** The header that carries the id. No setting may name it. */
    public static final String HEADER = "x-request-id";

    private final String runId;
    private final AtomicLong last = new AtomicLong();
    private volatile Consumer<RequestKey> listener = request -> {};

    /** @param runId what each id begins with; a number follows, from 1 on */
    public SentRequests(String runId) {
        this.runId = runId;
    }

    /** @param listener receives a request each time that it is sent again, on a thread of the engine */
    public void onRepeat(Consumer<RequestKey> listener) {
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
        return exec(session -> next().in(session))
                .exec(request.sign((written, session) -> last.apply(written(name, written, session))));
    }

    private SentRequest next() {
        return new SentRequest(runId + "-" + last.incrementAndGet());
    }

    private Request written(String name, Request request, Session session) {
        var sent = SentRequest.of(session);
        request.getHeaders().set(HEADER, sent.id());
        if (sent.written() > 1) {
            listener.accept(new RequestKey(session.scenario(), name));
        }
        return request;
    }
}
