package loadtest.target;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;

/**
 * How each kind of client talks HTTP. None carries a static header or a token, which are an {@link Origin}'s to give,
 * and none follows a redirect: the engine would copy every header to wherever it leads, and ask no guard.
 */
public final class Protocols {
    /** What every request says of its sender. */
    static final String USER_AGENT = "loadtest";

    private Protocols() {}

    /** Programs on laptops and phones, and browsers: each virtual user opens connections of its own. */
    public static HttpProtocolBuilder devices() {
        return http.acceptHeader("application/json").userAgentHeader(USER_AGENT).disableFollowRedirect();
    }

    /** Servers that call a server: all virtual users share one pool of connections. */
    public static HttpProtocolBuilder servers() {
        return devices().shareConnections();
    }
}
