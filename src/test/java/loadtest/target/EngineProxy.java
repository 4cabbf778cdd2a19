package loadtest.target;

import static io.gatling.javaapi.http.HttpDsl.Proxy;

import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Optional;
import loadtest.settings.ProxyServer;

/**
 * A proxy as the engine asks for it. Each call has its own: the calls of one scenario may go to several hosts, and a
 * protocol would take all of them the same way.
 */
final class EngineProxy {
    private EngineProxy() {}

    /** The same call, through a proxy where there is one; the engine itself reads no variable and no property. */
    static HttpRequestActionBuilder through(Optional<ProxyServer> proxy, HttpRequestActionBuilder call) {
        return proxy.map(server -> call.proxy(of(server))).orElse(call);
    }

    private static io.gatling.javaapi.http.Proxy of(ProxyServer server) {
        var proxy = Proxy(server.host(), server.port());
        var encrypted = server.encrypted() ? proxy.https() : proxy;
        return server.login()
                // Lambdas, because a plain text would be read as an expression.
                .map(login -> encrypted.credentials(session -> login.user().reveal(), session -> login.password()
                        .reveal()))
                .orElse(encrypted);
    }
}
