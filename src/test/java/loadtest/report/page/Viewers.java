package loadtest.report.page;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Those who see a run's events. Each event is the whole run so far, so that a late viewer misses nothing. A viewer that
 * does not read is disconnected. To be used on one event loop only.
 */
final class Viewers {
    private static final int MOST = 20;
    private static final int MOST_UNREAD = 5; // events

    /** Pages connect again by themselves, after so many milliseconds. */
    private static final String RECONNECT = "retry: 1000\n";

    private final String command;
    private final Set<Viewer> viewers = new HashSet<>();
    private String latest = "";
    private boolean ended;

    Viewers(LiveCommand command) {
        this.command = event("command", command.json());
    }

    String latest() {
        return latest;
    }

    /** Sends the run so far, and what follows; after the end, the end. */
    void add(HttpServerRequest request) {
        if (viewers.size() >= MOST) {
            refuse(request, viewers.size() + " viewers see this run already. Close one, then load this page again.");
            return;
        }
        start(request).write(RECONNECT + command);
        var viewer = new Viewer(request);
        if (ended) {
            viewer.close(event("end", latest));
        } else {
            viewer.show(event("message", latest));
            viewers.add(viewer);
        }
    }

    /** Says why there is nothing to see; as an event, since a page cannot read the status of a stream. */
    static void refuse(HttpServerRequest request, String why) {
        start(request).end(event("refused", why));
    }

    /** Sends the run as it is now. */
    void show(String json) {
        if (!ended) {
            latest = json;
            var event = event("message", json);
            // A copy, since a connection that closes at once removes its viewer from the set.
            List.copyOf(viewers).forEach(viewer -> viewer.show(event));
        }
    }

    /** @return when all have been sent the end */
    Future<?> end(String json) {
        latest = json;
        ended = true;
        var last = event("end", json);
        var closings =
                List.copyOf(viewers).stream().map(viewer -> viewer.close(last)).toList();
        viewers.clear();
        return Future.join(closings);
    }

    private static HttpServerResponse start(HttpServerRequest request) {
        return request.response().putHeader("content-type", "text/event-stream").setChunked(true);
    }

    private static String event(String name, String data) {
        return data.isEmpty() ? ": nothing yet\n\n" : "event: " + name + "\ndata: " + data.replace("\n", " ") + "\n\n";
    }

    private final class Viewer {
        private final HttpServerRequest request;
        private int unread;
        private String waiting;

        Viewer(HttpServerRequest request) {
            this.request = request;
            var response = request.response();
            response.exceptionHandler(gone -> viewers.remove(this));
            response.closeHandler(gone -> viewers.remove(this));
        }

        /** While an event is unread, only the newest one is kept for later, since each holds the whole run. */
        void show(String event) {
            unread++;
            if (unread == 1) {
                waiting = null;
                request.response().write(event).onSuccess(taken -> {
                    unread = 0;
                    if (waiting != null) {
                        show(waiting);
                    }
                });
            } else {
                waiting = event;
            }
            if (unread > MOST_UNREAD) {
                viewers.remove(this);
                request.connection().close();
            }
        }

        Future<Void> close(String event) {
            return request.response().end(event);
        }
    }
}
