package loadtest.target;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import loadtest.settings.Proxies;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.settings.WebAddress;

/**
 * A server that a setting names. A call to it, and to no other, carries what was set for it: static headers, a token,
 * the bridge secret. The protocols carry none of these, so that a call to another server reveals nothing.
 * Calls are built here alone, and handed out as steps that nothing can be added to, so that each goes to an address that
 * the guard has judged, under an id of its own.
 */
public final class Origin {
    /** Of a read, so that no cache answers for the target. */
    private static final String CACHE_CONTROL = "Cache-Control";

    private final Endpoint endpoint;
    private final URI address;
    private final String userAgent;
    private final Map<String, Secret> headersOfAll;
    private final Map<String, Secret> headers;
    private final Optional<Secret> token;
    private final Calls calls;
    private final String tokenHeader;
    private final String method;
    private final Proxies proxies;

    /**
     * @param calls takes note of every call that is built
     * @param userAgent what its calls say of themselves, unless a static header says another
     */
    Origin(Endpoint endpoint, URI address, Settings settings, Calls calls, String userAgent) {
        this.endpoint = endpoint;
        this.address = address;
        this.calls = calls;
        this.userAgent = userAgent;
        this.proxies = settings.network().proxies();
        this.headersOfAll = named(Map.of(UserAgent.HEADER, new Secret(userAgent)));
        headersOfAll.putAll(settings.run().staticHeaders());
        this.headers = named(headersOfAll);
        this.token = endpoint.auth().token(settings, address);
        this.tokenHeader = endpoint.auth().header(settings);
        this.method = endpoint.method(settings.servers());
        token.ifPresent(secret -> headers.put(tokenHeader, new Secret("Bearer " + secret.reveal())));
        settings.run()
                .bridgeSecret()
                .filter(secret -> endpoint.bridgeSecret())
                .ifPresent(secret -> headers.put("x-bridge-secret", secret));
    }

    /** A call to the address itself, by the method that is set for it: POST, unless its file names a variable. */
    public ChainBuilder send(String name, UnaryOperator<HttpRequestActionBuilder> call) {
        calls.changes(name);
        return calls.sent().steps(name, call.apply(carryingOurs(http(name).httpRequest(method, address.toString()))));
    }

    /** A call to the address itself. */
    public ChainBuilder post(String name, UnaryOperator<HttpRequestActionBuilder> call) {
        return post(name, "", call);
    }

    /**
     * @param path appended to the address
     * @param call adds body, headers and checks
     */
    public ChainBuilder post(String name, String path, UnaryOperator<HttpRequestActionBuilder> call) {
        calls.changes(name);
        return calls.sent().steps(name, call.apply(carryingOurs(http(name).post(address + path))));
    }

    /**
     * @param path appended to the address
     * @param call adds headers and checks
     */
    public ChainBuilder get(String name, String path, UnaryOperator<HttpRequestActionBuilder> call) {
        calls.reads(name);
        return calls.sent().steps(name, call.apply(with(http(name).get(address + path), reading(headers))));
    }

    /** The address that was set. */
    public URI address() {
        return address;
    }

    /** The variable that names the address. */
    public String variable() {
        return endpoint.variable();
    }

    /** What the scenario's file says of it. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** How {@link #send} sends. */
    public String method() {
        return method;
    }

    /** The token of this server, where it has one. */
    public Optional<Secret> token() {
        return token;
    }

    /** What every call to this server carries. */
    Map<String, Secret> headers() {
        return headers;
    }

    /** What a call that reads carries. */
    Map<String, Secret> headersOfReads() {
        return reading(headers);
    }

    /** What a call carries that needs no access: neither the token nor the bridge secret. */
    Map<String, Secret> headersWithoutAccess() {
        return reading(headersOfAll);
    }

    /** What every call carries but the token, to see whether that makes a difference. */
    Map<String, Secret> headersWithoutToken() {
        var others = named(headers);
        others.remove(tokenHeader);
        return others;
    }

    /** What calls to other servers say of themselves that an answer of this one names. */
    String userAgent() {
        return userAgent;
    }

    /** The variable that holds the token; empty where this server takes none. */
    Optional<String> bearerVariable() {
        return endpoint.bearer();
    }

    /** One silent request to the root of this server, which needs no access. */
    ChainBuilder warmUp() {
        var request = http("warm-up").get(address.resolve("/").toString()).silent();
        return calls.sent().steps("warm-up", with(request, headersWithoutAccess()));
    }

    /** The same request with what every call to this server carries. */
    HttpRequestActionBuilder carryingOurs(HttpRequestActionBuilder request) {
        return with(request, headers);
    }

    /** The scenario's calls, among which are those to this server. */
    Calls calls() {
        return calls;
    }

    /** How other servers are reached that an answer of this one names. */
    Proxies proxies() {
        return proxies;
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

    private static Map<String, Secret> reading(Map<String, Secret> others) {
        var reading = named(Map.of(CACHE_CONTROL, new Secret("no-cache")));
        reading.putAll(others);
        return reading;
    }

    /** However the names are written, each is there once. */
    private static Map<String, Secret> named(Map<String, Secret> headers) {
        var named = new TreeMap<String, Secret>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(headers);
        return named;
    }
}
