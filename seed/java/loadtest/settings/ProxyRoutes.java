package loadtest.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Proxies as the HTTP client asks for them. */
final class ProxyRoutes extends DefaultRoutePlanner {
    private final Proxies proxies;

    ProxyRoutes(Proxies proxies) {
        super(null);
        this.proxies = proxies;
    }

    /** With the login of the proxy, which is told before it is asked for, as the engine does. */
    static HttpClientContext context(Optional<ProxyServer> proxy) {
        var context = HttpClientContext.create();
        proxy.flatMap(ProxyServer::login).ifPresent(login -> {
            var basic = new BasicScheme(StandardCharsets.UTF_8);
            basic.initPreemptive(new UsernamePasswordCredentials(
                    login.user().reveal(), login.password().reveal().toCharArray()));
            context.getAuthExchange(host(proxy.get())).select(basic);
        });
        return context;
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpContext context) {
        return proxies.to(URI.create(target.toURI())).map(ProxyRoutes::host).orElse(null);
    }

    private static HttpHost host(ProxyServer proxy) {
        return new HttpHost(proxy.scheme(), proxy.host(), proxy.port());
    }
}
