package loadtest.endpoint;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;
import java.util.Map;
import loadtest.settings.Secret;

/** How each kind of client talks HTTP. */
public final class Protocols {
    private Protocols() {}

    /** Programs on laptops and phones: each virtual user opens connections of its own. An API does not redirect. */
    public static HttpProtocolBuilder devices(URI baseUrl, Map<String, Secret> staticHeaders) {
        return common(baseUrl, staticHeaders).disableFollowRedirect();
    }

    /** Browsers, which follow where a document is kept; every hop counts as a sample of the same name. */
    public static HttpProtocolBuilder browsers(URI baseUrl, Map<String, Secret> staticHeaders) {
        return common(baseUrl, staticHeaders).redirectNamingStrategy((uri, name, count) -> name);
    }

    /** Servers that call a server: all virtual users share one pool of connections. */
    public static HttpProtocolBuilder servers(URI baseUrl, Map<String, Secret> staticHeaders) {
        return devices(baseUrl, staticHeaders).shareConnections();
    }

    private static HttpProtocolBuilder common(URI baseUrl, Map<String, Secret> staticHeaders) {
        var protocol = http.baseUrl(baseUrl.toString())
                .acceptHeader("application/json")
                .userAgentHeader("loadtest");
        for (var header : staticHeaders.entrySet()) {
            // A lambda, because a plain text would be read as an expression.
            protocol = protocol.header(
                    header.getKey(), session -> header.getValue().reveal());
        }
        return protocol;
    }
}
