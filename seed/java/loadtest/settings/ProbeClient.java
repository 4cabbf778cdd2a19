package loadtest.settings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * The HTTP client of everything that is asked beside the load. It sends one request and reads the whole answer, within
 * the request's timeout and within a number of bytes. It follows no redirect, so that a secret goes to no other host,
 * and adds nothing: no second attempt, no cookie, no upgrade, no compression. Each character of a
 * header is one byte, as the engine has it; the JDK's client would send a question mark in place of é, and a target
 * would refuse a secret that it accepts from the load.
 */
public final class ProbeClient implements AutoCloseable {
    /** The timeout of a request that sets none. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** More than any document that the targets make. */
    public static final int USUAL_BYTES = 64 << 20;

    private final Proxies proxies;
    private final CloseableHttpClient client;
    private final int mostBytes;

    /**
     * What came back.
     *
     * @param bytes the body, not compressed; empty where there is none
     */
    public record Response(int statusCode, HttpHeaders headers, byte[] bytes) {
        /** The body as a text, in the encoding that its type names, else in UTF-8. */
        public String body() {
            return new String(bytes, ContentCoding.charset(headers));
        }
    }

    /** The answer is longer than was asked for. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        private TooLong(int mostBytes) {
            super("the answer is longer than " + mostBytes + " bytes");
        }
    }

    /**
     * A client for servers on this machine.
     *
     * @param mostBytes of one answer
     */
    public ProbeClient(int mostBytes) {
        this(mostBytes, Network.DIRECT);
    }

    /**
     * @param mostBytes of one answer
     * @param network how servers are reached, and whose certificates are trusted there
     */
    public ProbeClient(int mostBytes, Network network) {
        this.mostBytes = mostBytes;
        this.proxies = network.proxies();
        this.client = ProbeTransport.client(network);
    }

    /**
     * @throws HttpTimeoutException if the whole answer has not come within the request's timeout
     * @throws ConnectException if nothing listens there, or no proxy
     * @throws TooLong if the body has more bytes than this client reads
     * @throws IOException if the connection breaks
     */
    public Response send(HttpRequest request) throws IOException {
        var timeout = request.timeout().orElse(TIMEOUT);
        var call = call(request);
        var late = new AtomicBoolean();
        // For this request alone, so that no thread is left to whoever ends the program.
        var clock = Daemon.scheduler("probe-deadline");
        clock.schedule(
                () -> {
                    late.set(true);
                    call.abort();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            var proxy = proxies.to(request.uri());
            var context = ProxyRoutes.context(proxy);
            var response = client.execute(call, context, this::response);
            ProxyRoutes.requireReached(proxy, context, response.statusCode());
            return response;
        } catch (IOException e) {
            throw late.get()
                    ? new HttpTimeoutException("no whole answer within " + timeout.toSeconds() + " s")
                    : own(e);
        } finally {
            clock.shutdownNow();
        }
    }

    /** Aborts requests that have no answer yet. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private static HttpUriRequestBase call(HttpRequest request) {
        var call = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().map().forEach((name, values) -> values.forEach(value -> call.addHeader(name, value)));
        request.bodyPublisher()
                .filter(publisher -> publisher.contentLength() != 0)
                .ifPresent(publisher -> call.setEntity(new ByteArrayEntity(bytes(publisher), null)));
        return call;
    }

    /** Of a publisher that has all of them already, as those of texts have. */
    private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
        var body = new ByteArrayOutputStream();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                while (part.hasRemaining()) {
                    body.write(part.get());
                }
            }

            @Override
            public void onError(Throwable thrown) {
                throw new IllegalStateException(thrown);
            }

            @Override
            public void onComplete() {} // all of it has come by the time subscribing returns
        });
        return body.toByteArray();
    }

    private Response response(ClassicHttpResponse response) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return new Response(
                response.getCode(), HttpHeaders.of(headers, (name, value) -> true), bytes(response.getEntity()));
    }

    private byte[] bytes(HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        // Not closed when there is more: that would read the rest.
        var bytes = ContentCoding.content(entity).readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new TooLong(mostBytes);
        }
        return bytes;
    }

    /** The library's own exceptions by the names that the JDK has for them. */
    private static IOException own(IOException e) {
        if (e instanceof ConnectException) {
            return new ConnectException(e.getMessage());
        }
        return e instanceof NoHttpResponseException || e instanceof ConnectionClosedException
                ? new IOException(e.getMessage(), e)
                : e;
    }
}
