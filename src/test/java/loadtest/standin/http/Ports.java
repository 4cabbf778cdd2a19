package loadtest.standin.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import loadtest.settings.BadInput;
import loadtest.standin.StandIn;

/** Ports of this machine. */
public final class Ports {
    private Ports() {}

    /** @throws BadInput if it cannot be had; found before anything is started */
    public static void requireFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(StandIn.HOST, port));
        } catch (IOException e) {
            throw unavailable(port, e);
        }
    }

    /** The error of a port that cannot be bound: it is usually taken, or the system gives another reason. */
    public static BadInput unavailable(int port, Throwable why) {
        var place = "port " + port + " of " + StandIn.HOST;
        var another = "choose another: -Dport=3001 or PERF_STANDIN_PORT=3001";
        var reason = String.valueOf(why.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return reason.toLowerCase(Locale.ROOT).contains("in use")
                ? new BadInput(place + " is taken; stop what listens there, or " + another)
                : new BadInput(place + " cannot be listened on: " + reason + "; " + another);
    }
}
