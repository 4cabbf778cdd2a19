package loadtest.standin.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Reads the body of every request before its endpoint sees it: up to 10 MB of one, and of all that are under way no more
 * than the stand-in's memory bears. A body beyond that is read and dropped, so that the client gets the reason.
 */
public final class Bodies implements Handler<RoutingContext> {
    private static final long LONGEST = 10L << 20; // bytes

    /** Bytes; a document takes several times as much once it is parsed, and the stand-in runs with 768 MB. */
    private static final long ALL_TOGETHER = 64L << 20;

    private static final String BODY = "body";
    private static final ApiAnswer TOO_LONG = ApiAnswer.error(413, "body over 10 MB");
    private static final ApiAnswer TOO_MANY =
            ApiAnswer.error(503, "too many large bodies at once").with("retry-after", 1);

    private final AtomicLong held = new AtomicLong();
    private final BiConsumer<RoutingContext, ApiAnswer> refuse;

    /** @param refuse answers a request that goes no further */
    Bodies(BiConsumer<RoutingContext, ApiAnswer> refuse) {
        this.refuse = refuse;
    }

    /** The body that was read; empty where there was none. */
    public static Buffer of(RoutingContext context) {
        return context.get(BODY);
    }

    @Override
    public void handle(RoutingContext context) {
        var incoming = new Incoming(context);
        context.addEndHandler(ended -> incoming.release());
        context.request().handler(incoming::add).endHandler(end -> incoming.complete());
    }

    /** The body of one request; used on its event loop alone. */
    private final class Incoming {
        private final RoutingContext context;
        private Buffer body = Buffer.buffer();
        private long taken;
        private boolean over;

        Incoming(RoutingContext context) {
            this.context = context;
        }

        void add(Buffer part) {
            if (over) {
                return;
            }
            taken += part.length();
            if (held.addAndGet(part.length()) > ALL_TOGETHER) {
                end(TOO_MANY);
            } else if (taken > LONGEST) {
                end(TOO_LONG);
            } else {
                body.appendBuffer(part);
            }
        }

        void complete() {
            if (!over) {
                context.put(BODY, body);
                context.next();
            }
        }

        /** The answer has been sent, or the client has gone. */
        void release() {
            held.addAndGet(-taken);
            taken = 0;
            over = true;
            body = null;
        }

        private void end(ApiAnswer why) {
            release();
            refuse.accept(context, why);
        }
    }
}
