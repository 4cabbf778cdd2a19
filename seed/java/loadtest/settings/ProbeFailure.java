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
     * The end of a sentence that begins with the server, with advice.
     *
     * @param verb what is said of a server that is not there
     * @param trouble of {@link ProbeClient#send}
     * @param address what was asked for
     */
    public static String sentence(String verb, IOException trouble, URI address, Network network) {
        var certificate = certificate(trouble);
        if (certificate.isPresent()) {
            return "cannot be trusted: " + certificate.get();
        }
        var proxy = network.proxies().to(address);
        return verb + network.proxies().route(address) + " (" + reason(trouble, address, network) + "): "
                + (proxy.isPresent()
                        ? "are the proxy and the address right, or is " + address.getHost() + " missing in NO_PROXY?"
                        : "is it up, and is the address right?");
    }

    /** The reason alone, without advice but for certificates. */
    public static String reason(IOException trouble, URI address, Network network) {
        var certificate = certificate(trouble);
        if (certificate.isPresent()) {
            return certificate.get();
        }
        if (trouble instanceof HttpTimeoutException) {
            return trouble.getMessage();
        }
        if (trouble instanceof UnknownHostException) {
            return "unknown host";
        }
        if (trouble instanceof SSLException) {
            return "no TLS was agreed on: " + ForeignText.shown(Failure.line(trouble));
        }
        var connecting = connecting(trouble);
        if (connecting.isEmpty()) {
            return ForeignText.shown(Failure.line(trouble));
        }
        return connecting + addresses(address, network);
    }

    /** What is wrong with a certificate, with advice; empty where something else is wrong. */
    public static Optional<String> certificate(Throwable trouble) {
        return CertificateTrouble.in(trouble).map(Throwable::getMessage);
    }

    /** All addresses that were tried for one; empty where it is one alone. */
    public static String addresses(URI address, Network network) {
        var tried = network.proxies().to(address).map(ProxyServer::host).orElseGet(address::getHost);
        return addresses(tried, InetAddress::getAllByName);
    }

    /** Where the connection did not come about; empty for what happens later. */
    private static String connecting(IOException trouble) {
        var message = String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT);
        if (trouble instanceof NoRouteToHostException || message.contains("no route to host")) {
            return "no route to it";
        }
        if (message.contains("network is unreachable")) {
            return "network is unreachable";
        }
        if (trouble instanceof SocketTimeoutException) {
            return "no answer within " + ProbeClient.TIMEOUT.toSeconds() + " s";
        }
        return trouble instanceof ConnectException ? "connection refused" : "";
    }

    /** All that a name stands for, where that is more than one: each was tried, and any may be the wrong one. */
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
