package loadtest.target;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;

/**
 * The HTTP protocol of each kind of client. None carries a static header or a token, which only an {@link Origin} adds,
 * and none follows a redirect: the engine would copy every header to the new address without asking the guard.
 */
public final class Protocols {
    private Protocols() {}

    /** Programs on laptops and phones, and browsers: each virtual user opens connections of its own. */
    public static HttpProtocolBuilder devices() {
        return http.acceptHeader("application/json").disableFollowRedirect();
    }

    /** Servers that call a server: all virtual users share one pool of connections. */
    public static HttpProtocolBuilder servers() {
        return devices().shareConnections();
    }
}
