package loadtest.settings;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Proxies as the HTTP client asks for them. */
final class ProxyRoutes extends DefaultRoutePlanner {
    private static final String REACHED = "loadtest.reached";
    private static final int LOGIN_WANTED = 407;

    private final Proxies proxies;

    ProxyRoutes(Proxies proxies) {
        super(null);
        this.proxies = proxies;
    }

    /** With the login of the proxy, which is told, in UTF-8, before it is asked for, as the engine does. */
    static HttpClientContext context(Optional<ProxyServer> proxy) {
        var context = HttpClientContext.create();
        proxy.flatMap(ProxyServer::login).ifPresent(login -> {
            var basic = new BasicScheme();
            basic.initPreemptive(new UsernamePasswordCredentials(
                    login.user().reveal(), login.password().reveal().toCharArray()));
            context.getAuthExchange(host(proxy.get())).select(basic);
        });
        return context;
    }

    /** Notes that a request goes to its server: what is answered before is an answer of the proxy. */
    static ClassicHttpResponse reached(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(REACHED, true);
        return chain.proceed(request, scope);
    }

    /**
     * @param status of what was answered
     * @throws IOException if it is the proxy's own answer
     */
    static void requireReached(Optional<ProxyServer> proxy, HttpClientContext context, int status) throws IOException {
        if (proxy.isPresent() && (status == LOGIN_WANTED || context.getAttribute(REACHED) == null)) {
            throw new IOException("the proxy itself answers " + status
                    + (status == LOGIN_WANTED
                            ? ": it wants " + (proxy.get().login().isPresent() ? "another login" : "a login")
                                    + ", as user:password@ before its host"
                            : ""));
        }
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpContext context) {
        return proxies.to(URI.create(target.toURI())).map(ProxyRoutes::host).orElse(null);
    }

    private static HttpHost host(ProxyServer proxy) {
        return new HttpHost(proxy.scheme(), proxy.host(), proxy.port());
    }
}
