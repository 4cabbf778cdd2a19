package loadtest.settings;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Whether a host is this machine: by address, as {@code localhost}, or as a name below it that resolves here. */
final class Loopback {
    private Loopback() {}

    /** Looks names up; {@link InetAddress#getAllByName} outside tests. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** @param host in lower case, without brackets and without a dot at its end */
    static boolean is(String host) {
        return is(host, InetAddress::getAllByName);
    }

    static boolean is(String host, Resolver resolver) {
        if (host.equals("localhost")) {
            return true;
        }
        // Only whole literals: 127.1, 0x7f000001 and the like are names here, as some clients take them to be.
        if (InetAddresses.isInetAddress(host)) {
            return !host.contains("%") && InetAddresses.forString(host).isLoopbackAddress();
        }
        return host.endsWith(".localhost") && resolvesHere(host, resolver);
    }

    /** Not every resolver keeps these names to itself, as RFC 6761 asks: one may lead elsewhere. */
    private static boolean resolvesHere(String host, Resolver resolver) {
        try {
            var addresses = resolver.addresses(host);
            return addresses.length > 0 && Stream.of(addresses).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
