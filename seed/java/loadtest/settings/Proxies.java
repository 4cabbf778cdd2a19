package loadtest.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which hosts are reached through a proxy. Everything that talks HTTP asks here, the load and what is asked beside it,
 * so that all of it takes the same way. The database is no part of this: it is always reached directly.
 *
 * @param http the proxy of addresses with {@code http}
 * @param https the proxy of addresses with {@code https}
 * @param exceptions the hosts that are reached directly all the same
 */
public record Proxies(Optional<ProxyServer> http, Optional<ProxyServer> https, List<DirectHosts> exceptions) {
    static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), List.of());

    static Proxies of(SettingsSection settings) {
        var http = proxy(settings, "http", "80");
        var https = proxy(settings, "https", "443");
        // Exceptions to nothing are nobody's mistake: they often are a machine's own, for other programs.
        return http.isEmpty() && https.isEmpty() ? NONE : new Proxies(http, https, exceptions(settings));
    }

    private static List<DirectHosts> exceptions(SettingsSection settings) {
        return Stream.concat(
                        settings.text("direct").stream()
                                .map(text -> DirectHosts.ofVariable(settings.name("direct"), text)),
                        settings.text("directProperty").stream()
                                .map(text -> DirectHosts.ofProperty("-D" + settings.name("directProperty"), text)))
                .toList();
    }

    /**
     * The proxy that an address is reached through; empty where it is reached directly, as this machine always is. A
     * property goes before a variable, as it does everywhere.
     */
    public Optional<ProxyServer> to(URI address) {
        var proxy = forScheme(address);
        return proxy.isEmpty() || exception(address).isPresent() ? Optional.empty() : proxy;
    }

    /** Every proxy that some address may be reached through. */
    public List<ProxyServer> all() {
        return Stream.concat(http.stream(), https.stream()).distinct().toList();
    }

    /** How an address is reached, for the end of a sentence; empty where no proxy is set for it. */
    public String route(URI address) {
        return forScheme(address)
                .map(proxy -> exception(address)
                        .map(why -> " directly (" + why + ")")
                        .orElse(" through the proxy " + proxy.shown()))
                .orElse("");
    }

    private Optional<ProxyServer> forScheme(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) ? https : http;
    }

    private Optional<String> exception(URI address) {
        var host = host(address);
        if (TargetGuard.isLoopback(host)) {
            return Optional.of("this machine");
        }
        var port = WebAddress.port(address);
        return exceptions.stream()
                .filter(hosts -> hosts.name(host, port))
                .map(DirectHosts::setting)
                .findFirst();
    }

    /** The form in which hosts are compared; the JDK finds none that has an underscore. */
    static String host(URI address) {
        return HostName.plain(
                address.getHost() == null
                        ? address.getRawAuthority().replaceAll("^.*@|:\\d*$", "")
                        : address.getHost());
    }

    private static Optional<ProxyServer> proxy(SettingsSection settings, String scheme, String usualPort) {
        var host = settings.text(scheme + "Host");
        if (host.isPresent()) {
            var name = "-D" + settings.name(scheme + "Host");
            return Optional.of(ProxyServer.parse(
                    name,
                    host.get(),
                    name.replace("Host", "Port"),
                    settings.text(scheme + "Port").orElse(usualPort)));
        }
        return settings.secret(scheme).map(address -> ProxyServer.parse(settings.name(scheme), address));
    }
}
