package loadtest.settings;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a server gave no answer, in words for whoever can mend it. */
public final class ProbeFailure {
    private ProbeFailure() {}

    /**
     * The end of a sentence that begins with the server.
     *
     * @param error of {@link ProbeClient#send}
     * @param address what was asked for
     * @param verb what is said of a server that is not there
     * @param advice what to look at then, where it is asked directly
     */
    public static String sentence(IOException error, URI address, Network network, String verb, String advice) {
        var certificate = certificate(error);
        if (certificate.isPresent()) {
            return "cannot be trusted: " + certificate.get() + addresses(address, network);
        }
        var direct = network.proxies().to(address).isEmpty();
        return verb + network.proxies().route(address) + " (" + reason(error, address, network) + ")"
                + (direct ? advice : "; check the proxy, the address and NO_PROXY");
    }

    /** The reason alone, without advice but for certificates. */
    public static String reason(IOException error, URI address, Network network) {
        var certificate = certificate(error);
        if (certificate.isPresent()) {
            return certificate.get();
        }
        if (error instanceof UnknownHostException) {
            return "unknown host"
                    + network.proxies()
                            .to(address)
                            .map(proxy -> " " + proxy.host())
                            .orElse("");
        }
        return cause(error) + addresses(address, network);
    }

    /** What is wrong with a certificate, with advice; empty where something else is wrong. */
    public static Optional<String> certificate(Throwable error) {
        return UntrustedCertificate.in(error).map(Throwable::getMessage);
    }

    /** All addresses of the host that was called, or of its proxy, for the end of a sentence; empty where it has one. */
    public static String addresses(URI address, Network network) {
        var tried = network.proxies().to(address).map(ProxyServer::host).orElseGet(() -> Proxies.host(address));
        return addresses(tried, InetAddress::getAllByName);
    }

    private static String cause(IOException error) {
        var message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (error instanceof HttpTimeoutException) {
            return error.getMessage();
        }
        if (error instanceof NoRouteToHostException || message.contains("no route to host")) {
            return "no route to it";
        }
        if (message.contains("network is unreachable")) {
            return "network is unreachable";
        }
        if (error instanceof SocketTimeoutException) {
            return "no answer within " + ProbeClient.TIMEOUT.toSeconds() + " s";
        }
        if (error instanceof ConnectException) {
            return "connection refused";
        }
        return (error instanceof SSLException ? "no TLS was agreed on: " : "") + ForeignText.shown(Failure.line(error));
    }

    /** All addresses of a name that has several: the one that was tried may be the wrong one. */
    static String addresses(String host, Loopback.Resolver resolver) {
        try {
            var all = resolver.addresses(host);
            return all.length < 2
                    ? ""
                    : Stream.of(all)
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.joining(", ", "; " + host + " is ", ""));
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
