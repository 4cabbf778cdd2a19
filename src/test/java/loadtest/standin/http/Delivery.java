package loadtest.standin.http;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import loadtest.standin.fault.Effect;
import loadtest.standin.fault.RequestFaults;

/** Sends an answer, whole or as a broken connection or gateway would leave it. */
final class Delivery {
    private static final int DROPS = 10;

    private Delivery() {}

    /** Sends it, unless the client has gone. */
    static void send(Vertx vertx, HttpServerRequest request, ApiAnswer answer, RequestFaults faults) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        var dropped = faults.effect(Effect.Drop.class);
        if (dropped.isPresent()) {
            close(request, dropped.get().reset());
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        var body = answer.body();
        var slow = faults.effect(Effect.SlowBody.class);
        var truncated = faults.effect(Effect.TruncatedBody.class);
        if (truncated.isPresent()) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.write(half(body))
                    .onComplete(sent -> close(request, truncated.get().reset()));
        } else if (faults.effect(Effect.MalformedBody.class).isPresent()) {
            response.end(half(body));
        } else if (slow.isPresent()) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            drip(vertx, response, body, slow.get().over());
        } else {
            response.end(body);
        }
    }

    /** @param reset whether the other end sees a reset; an orderly close otherwise */
    private static void close(HttpServerRequest request, boolean reset) {
        if (reset) {
            ((ConnectionBase) request.connection()).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }

    private static Buffer half(Buffer body) {
        return body.getBuffer(0, body.length() / 2);
    }

    /** Sends the first part at once and the last when the time is over. */
    private static void drip(Vertx vertx, HttpServerResponse response, Buffer body, Duration over) {
        var drops = Math.max(2, Math.min(DROPS, body.length()));
        response.write(body.getBuffer(0, body.length() / drops));
        for (var drop = 1; drop < drops; drop++) {
            var part = body.getBuffer(body.length() * drop / drops, body.length() * (drop + 1) / drops);
            var last = drop == drops - 1;
            vertx.setTimer(Math.max(1, over.toMillis() * drop / (drops - 1)), timer -> {
                if (response.closed() || response.ended()) {
                    return;
                }
                if (last) {
                    response.end(part);
                } else {
                    response.write(part);
                }
            });
        }
    }
}
