package loadtest.target;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import loadtest.settings.Proxies;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.settings.WebAddress;

/**
 * A server that a setting names. A call to it, and to no other, carries what was set for it: static headers, a token,
 * the bridge secret. The protocols carry none of these, so that a call to another server reveals nothing.
 * Calls are built here alone, so that each goes to an address that the guard has judged.
 */
public final class Origin {
    private final Endpoint endpoint;
    private final URI address;
    private final Map<String, Secret> staticHeaders;
    private final Map<String, Secret> headers;
    private final Optional<Secret> token;
    private final Consumer<String> requested;
    private final Proxies proxies;

    private Origin(Endpoint endpoint, URI address, Settings settings, Consumer<String> requested) {
        this.endpoint = endpoint;
        this.address = address;
        this.requested = requested;
        this.proxies = settings.network().proxies();
        this.staticHeaders = settings.run().staticHeaders();
        this.headers = new LinkedHashMap<>(staticHeaders);
        this.token = endpoint.token(settings.servers());
        token.ifPresent(secret -> set(endpoint.header(settings.servers()), new Secret("Bearer " + secret.reveal())));
        settings.run()
                .bridgeSecret()
                .filter(secret -> endpoint.bridgeSecret())
                .ifPresent(secret -> set("x-bridge-secret", secret));
    }

    /** @param requested called with the name of every call that is built */
    static Origin of(Endpoint endpoint, URI address, Settings settings, Consumer<String> requested) {
        return new Origin(endpoint, address, settings, requested);
    }

    /** A call to the address itself. */
    public HttpRequestActionBuilder post(String name) {
        return post(name, "");
    }

    /** @param path appended to the address */
    public HttpRequestActionBuilder post(String name, String path) {
        requested(name);
        return call(http(name).post(address + path));
    }

    /** @param path appended to the address */
    public HttpRequestActionBuilder get(String name, String path) {
        requested(name);
        return call(http(name).get(address + path));
    }

    /** The address that was set. */
    public URI address() {
        return address;
    }

    /** The variable that names the address. */
    public String variable() {
        return endpoint.variable();
    }

    /** The token of this server, where it has one. */
    public Optional<Secret> token() {
        return token;
    }

    /** What every call to this server carries. */
    Map<String, Secret> headers() {
        return headers;
    }

    /** Whether the address is the one endpoint that is called, and no base of several. */
    boolean isEndpoint() {
        return !endpoint.isBase();
    }

    /** The variable that holds the token; empty where this server takes none. */
    Optional<String> bearerVariable() {
        return endpoint.bearer();
    }

    /** One silent request to the root of this server, with its static headers only. */
    HttpRequestActionBuilder warmUp() {
        return with(http("warm-up").get(address.resolve("/").toString()), staticHeaders)
                .silent();
    }

    /** A call to an address of this server that an answer has named. */
    HttpRequestActionBuilder call(HttpRequestActionBuilder request) {
        return with(request, headers);
    }

    /** How other servers are reached that an answer of this one names. */
    Proxies proxies() {
        return proxies;
    }

    /** Notes that there will be calls of this name. */
    void requested(String name) {
        requested.accept(name);
    }

    /** Whether an address is of this very server: the same scheme, host and port. */
    boolean serves(URI other) {
        return WebAddress.sameOrigin(address, other);
    }

    private HttpRequestActionBuilder with(HttpRequestActionBuilder request, Map<String, Secret> headers) {
        var call = EngineProxy.through(proxies.to(address), request.disableFollowRedirect());
        for (var header : headers.entrySet()) {
            // A lambda, because a plain text would be read as an expression.
            call = call.header(header.getKey(), session -> header.getValue().reveal());
        }
        return call;
    }

    private void set(String header, Secret value) {
        headers.keySet().removeIf(header::equalsIgnoreCase);
        headers.put(header, value);
    }
}
