package loadtest.target;

import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.http.client.Request;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import loadtest.settings.ProxyServer;

/**
 * A file whose address an answer names, or a redirect that leads to it. Only a call to the answer's own server carries
 * what was set for that server; one to any other carries its id, no other header of ours, and no
 * cookie.
 */
public final class LinkedDocument {
    /** The session's attribute that holds where the call goes: a {@link URI} that a guard has let through. */
    public static final String ADDRESS = "documentAddress";

    /** Where an answer redirects to, as it says it; absent where it does not. */
    public static final String LOCATION = "documentLocation";

    /** How many redirects have been followed. */
    public static final String REDIRECTS = "documentRedirects";

    /** More redirects than this are taken for a loop. */
    public static final int MOST_REDIRECTS = 5;

    private static final Set<Integer> REDIRECTING = Set.of(301, 302, 303, 307, 308);

    private final String name;
    private final String named;
    private final String type;
    private final CheckBuilder content;
    private final String absence;
    private final Origin origin;

    /**
     * @param named the attribute that holds what the answer says
     * @param type what the call accepts
     * @param content whether what comes is really such a file
     * @param absence why it is not fetched where the answer names no address of it
     * @param origin the server that gave the answer
     */
    public LinkedDocument(String name, String named, String type, CheckBuilder content, String absence, Origin origin) {
        this.name = name;
        this.named = named;
        this.type = type;
        this.content = content;
        this.absence = absence;
        this.origin = origin;
        origin.calls().reads(name);
    }

    /** The name of its request, and of each that a redirect adds. */
    public String name() {
        return name;
    }

    /** The session's attribute that holds the address as the answer has it. */
    public String named() {
        return named;
    }

    /** Why nothing is fetched where the answer names no address. */
    public String absence() {
        return absence;
    }

    /** What that address is relative to, if it is. */
    public URI base() {
        return origin.address();
    }

    /** One call to {@link #ADDRESS}; leaves {@link #LOCATION} where it is redirected. */
    public ChainBuilder request() {
        return doIfOrElse(session -> origin.serves(session.<URI>get(ADDRESS)))
                .then(origin.calls().sent().steps(name, origin.carryingOurs(get())))
                .orElse(elsewhere());
    }

    /** The proxy of a call cannot depend on the session, so there is a call for each. */
    private ChainBuilder elsewhere() {
        var proxies = origin.proxies();
        var chain = elsewhere(Optional.empty());
        for (var proxy : proxies.all()) {
            var through = Optional.of(proxy);
            chain = exec(
                    doIfOrElse(session -> proxies.to(session.<URI>get(ADDRESS)).equals(through))
                            .then(elsewhere(through))
                            .orElse(chain));
        }
        return chain;
    }

    private ChainBuilder elsewhere(Optional<ProxyServer> proxy) {
        var call = get().ignoreProtocolHeaders().header(UserAgent.HEADER, origin.userAgent());
        return origin.calls().sent().steps(name, EngineProxy.through(proxy, call), LinkedDocument::withoutCookies);
    }

    private HttpRequestActionBuilder get() {
        return http(name)
                .get(session -> session.<URI>get(ADDRESS).toString())
                .header("Accept", type)
                .disableFollowRedirect()
                .disableUrlEncoding() // it is in its final form, as the guard has seen it
                .checkIf((response, session) -> redirects(response) && session.getInt(REDIRECTS) < MOST_REDIRECTS)
                .then(header("Location").saveAs(LOCATION))
                .checkIf((response, session) -> redirects(response) && session.getInt(REDIRECTS) >= MOST_REDIRECTS)
                .then(status().is(200).name("redirected more than " + MOST_REDIRECTS + " times"))
                .checkIf((response, session) -> !redirects(response))
                .then(status().is(200), content);
    }

    private static boolean redirects(Response response) {
        return redirects(response.status().code());
    }

    /** Whether an answer with this status leads on to another address. */
    public static boolean redirects(int status) {
        return REDIRECTING.contains(status);
    }

    /** The engine sends cookies regardless of the port, and those of one host to its subdomains, too. */
    private static Request withoutCookies(Request request) {
        request.getHeaders().remove(HttpHeaderNames.COOKIE);
        return request;
    }
}
