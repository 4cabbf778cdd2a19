package loadtest.target;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.settings.Settings;

/**
 * Calls that check a target before the load. None of them changes anything there, except that signing in mints a token.
 */
public final class PreflightCalls {
    private final TargetProbe probe;
    private final Settings.Run run;

    /** @param settings whose static headers go with every call */
    public PreflightCalls(Settings settings) {
        this.probe = new TargetProbe(settings.network());
        this.run = settings.run();
    }

    /**
     * Checks that the server answers, with whatever status.
     *
     * @throws BadInput if nothing answers there
     */
    ProbeAnswer reach(Origin server) {
        var address = server.address();
        return probe.send(
                server.variable(),
                address,
                HttpRequest.newBuilder(origin(address)).GET(),
                run.staticHeaders());
    }

    /**
     * Sends a request that can change nothing: its body is empty, so a client with access gets 400.
     *
     * @throws BadInput if the secret or the token is not accepted, or nothing answers
     */
    Check access(Origin server) {
        var status = post(server, "{}").status();
        if (status == 401 || status == 403) {
            throw refused(server, status);
        }
        var seen = "an empty request gets " + status;
        return status == 400 || status == 422
                ? Check.ok("access", "accepted: " + seen)
                : Check.note("access", seen + ", not 400, which does not tell whether the secret is accepted");
    }

    /**
     * Posts to a server's address, with all that was set for it.
     *
     * @param body the whole of it, as JSON
     * @throws BadInput if nothing answers
     */
    public ProbeAnswer post(Origin server, String body) {
        return post(server, "", body);
    }

    /** @param path appended to the server's address */
    public ProbeAnswer post(Origin server, String path, String body) {
        return send(
                server,
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    /**
     * @param path appended to the server's address
     * @param token sent as a bearer token
     */
    public ProbeAnswer get(Origin server, String path, Secret token) {
        return send(
                server,
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .header("Authorization", "Bearer " + token.reveal())
                        .GET());
    }

    /**
     * Requests an address that an answer names and the guard allows. The headers and tokens of a server go to it alone.
     *
     * @throws BadInput if nothing answers
     */
    public ProbeAnswer follow(Origin server, URI address) {
        if (address.getHost() == null) {
            throw new BadInput("a document of a preview: " + address.getRawAuthority()
                    + " has an underscore in its name," + " and cannot be asked beforehand; the load can");
        }
        var request = HttpRequest.newBuilder(address).GET();
        return server.serves(address)
                ? send(server, request)
                : probe.send("a document of a preview", address, request, Map.of());
    }

    private ProbeAnswer send(Origin server, HttpRequest.Builder request) {
        return probe.send(server.variable(), server.address(), request, server.headers());
    }

    private BadInput refused(Origin server, int status) {
        var secret = run.bridgeSecret().isPresent() ? "it is not this target's" : "it is not set";
        var token = server.bearerVariable()
                .map(variable -> ", or " + variable + (server.token().isPresent() ? " is not accepted" : " is not set"))
                .orElse("");
        return new BadInput(
                "BRIDGE_SHARED_SECRET: " + plain(server.address()) + " answers " + status + ": " + secret + token);
    }

    /**
     * Asks the auth server for one user, which only its service key may.
     *
     * @throws BadInput if the key is not accepted
     */
    public Check serviceKey(URI supabase, Secret key) {
        var address = URI.create(supabase + "/auth/v1/admin/users?page=1&per_page=1");
        var request = HttpRequest.newBuilder(address)
                .header("apikey", key.reveal())
                .header("Authorization", "Bearer " + key.reveal())
                .GET();
        // Static headers may hold secrets of the applications.
        var status = probe.send("SUPABASE_URL", address, request, Map.of()).status();
        if (status == 401 || status == 403) {
            throw new BadInput(
                    "SUPABASE_SERVICE_ROLE_KEY is not this project's: " + plain(address) + " answers " + status);
        }
        return status == 200
                ? Check.ok("service key", "accepted by " + origin(supabase))
                : Check.note("service key", plain(address) + " answers " + status + ": is SUPABASE_URL right?");
    }

    /** Scheme, host and port of an address. */
    public static URI origin(URI address) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    /** Without its query, which may hold a secret. */
    private static String plain(URI address) {
        return origin(address) + address.getRawPath();
    }
}
