package loadtest.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.Secret;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Sends one call, as the load sends it, and waits for its answer, not for long. Follows no redirect: secrets go to no
 * other host. Each character of a header is one byte, as the engine has it; the JDK's client would send a question
 * mark in place of é, and a secret would be refused that the load is let in with.
 */
final class Courier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What came back. */
    record Received(int statusCode, HttpHeaders headers, String body) {}

    /**
     * @param setting the variable that names the address
     * @throws BadInput naming it, if nothing answers
     */
    Answer send(String setting, URI address, HttpRequest.Builder request, Map<String, Secret> headers) {
        headers.forEach((name, value) -> request.header(name, value.reveal()));
        try (var client = client()) {
            var begun = System.nanoTime();
            var received = client.execute(classic(request.build()), Courier::received);
            return Answer.of(received, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new BadInput(setting + ": " + Preflight.origin(address) + " does not answer (" + reason(e)
                    + "): is it up, and is the address right? Nothing was sent");
        }
    }

    /** With nothing of its own accord: no second try, no cookies, no upgrade, no compression. */
    private static CloseableHttpClient client() {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().useSystemProperties().buildClassic())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .setSocketTimeout((int) PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("loadtest")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static ClassicHttpRequest classic(HttpRequest request) {
        var builder = ClassicRequestBuilder.create(request.method()).setUri(request.uri());
        request.headers().map().forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
        request.bodyPublisher().ifPresent(publisher -> builder.setEntity(new ByteArrayEntity(bytes(publisher), null)));
        return builder.build();
    }

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
                throw new IllegalStateException(thrown); // a text that is there has none
            }

            @Override
            public void onComplete() {
                // a text is whole when subscribing returns
            }
        });
        return body.toByteArray();
    }

    private static Received received(ClassicHttpResponse response) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        var body = response.getEntity() == null
                ? ""
                : new String(EntityUtils.toByteArray(response.getEntity()), StandardCharsets.UTF_8);
        return new Received(response.getCode(), HttpHeaders.of(headers, (name, value) -> true), body);
    }

    private static String reason(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        if (e instanceof UnknownHostException) {
            return "unknown host";
        }
        return e instanceof ConnectException ? "connection refused" : ForeignText.shown(Failure.line(e));
    }
}
