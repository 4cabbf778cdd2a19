package loadtest.target;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import loadtest.seed.auth.AdminApi;
import loadtest.seed.auth.Retry;
import loadtest.settings.BadInput;
import loadtest.settings.Bearer;
import loadtest.settings.Network;
import loadtest.settings.Secret;
import loadtest.settings.ServerAnswer;
import loadtest.settings.Settings;

/**
 * Calls that check a target before the load. None of them changes anything there, except that signing in mints a token.
 */
public final class PreflightCalls {
    private final TargetProbe probe;
    private final Network network;
    private final Settings.Run run;

    /** @param settings whose static headers go with every call */
    public PreflightCalls(Settings settings) {
        this.network = settings.network();
        this.probe = new TargetProbe(network);
        this.run = settings.run();
    }

    /**
     * Checks that the server answers, with whatever status.
     *
     * @throws BadInput if nothing answers there
     */
    public ProbeAnswer reach(Origin server) {
        var address = server.address();
        return probe.send(
                server.variable(),
                address,
                HttpRequest.newBuilder(origin(address)).GET(),
                server.headersWithoutAccess());
    }

    /**
     * Asks how a server is, without access.
     *
     * @param path from its root
     * @throws BadInput if nothing answers there
     */
    ProbeAnswer health(Origin server, String path) {
        var address = URI.create(origin(server.address()) + path);
        return probe.send(
                server.variable(), address, HttpRequest.newBuilder(address).GET(), server.headersWithoutAccess());
    }

    /**
     * Sends a request that can change nothing: its body is empty, so a client with access gets 400 and a reason. A
     * token is accepted if the same request without it is refused.
     *
     * @throws BadInput if the secret or the token is not accepted, if nothing answers, or something that is not the
     *     endpoint: it is absent, broken or elsewhere, or a page for people is there
     */
    Check access(Origin server) {
        var answer = post(server, "{}").answer();
        requireEndpoint(server, answer);
        var seen = "an empty request gets ";
        var status = answer.status();
        if (status != 400 && status != 422 || answer.reason().isEmpty()) {
            return Check.note(
                    "access",
                    seen + answer.shown() + "; only 400 with a reason would tell whether the secret is accepted");
        }
        if (server.token().isPresent()) {
            var without = postWithoutToken(server);
            if (!isRefusal(without)) {
                return Check.note(
                        "access",
                        seen + status + " with " + server.bearerVariable().orElseThrow() + " and "
                                + (without.status() == status ? "" : without.shown() + " ")
                                + "without it, which does not tell whether it is accepted");
            }
        }
        return Check.ok("access", "accepted: " + seen + status);
    }

    private void requireEndpoint(Origin server, ServerAnswer answer) {
        var status = answer.status();
        if (answer.isPage() || status == 404 || status / 100 == 3 || status >= 500) {
            throw new BadInput(server.variable() + ": " + plain(server.address()) + " answers an empty request with "
                    + answer.shown() + ": it is not the endpoint, or does not work; check the address");
        }
        if (isRefusal(answer)) {
            throw refused(server, answer);
        }
    }

    private static boolean isRefusal(ServerAnswer answer) {
        return answer.status() == 401 || answer.status() == 403;
    }

    private ServerAnswer postWithoutToken(Origin server) {
        return probe.send(server.variable(), server.address(), json(server, "", "{}"), server.headersWithoutToken())
                .answer();
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
        return send(server, json(server, path, body));
    }

    private static HttpRequest.Builder json(Origin server, String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Content-Type", "application/json")
                .method(server.method(), BodyPublishers.ofString(body));
    }

    /**
     * @param path appended to the server's address
     * @param token sent as a bearer token
     */
    public ProbeAnswer get(Origin server, String path, Secret token) {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", "Bearer " + token.reveal())
                .GET();
        return probe.send(server.variable(), server.address(), request, server.headersOfReads());
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
                : probe.send(
                        "a document of a preview",
                        address,
                        request,
                        Map.of(UserAgent.HEADER, new Secret(server.userAgent())));
    }

    private ProbeAnswer send(Origin server, HttpRequest.Builder request) {
        return probe.send(server.variable(), server.address(), request, server.headers());
    }

    private BadInput refused(Origin server, ServerAnswer answer) {
        var secret = run.bridgeSecret().isPresent() ? "it may not be this target's" : "it is not set";
        var token = server.bearerVariable()
                .map(variable -> ", or " + variable
                        + (server.token().isPresent() ? " may not be accepted" : notSet(server, variable)))
                .orElse("");
        return new BadInput("BRIDGE_SHARED_SECRET: " + plain(server.address()) + " answers " + answer.shown() + ": "
                + secret + token);
    }

    private static String notSet(Origin server, String variable) {
        return " is not set"
                + (server.endpoint().auth().serviceRole()
                        ? " (" + variable + "=" + Bearer.SERVICE_ROLE + " where its route checks for the service role)"
                        : "");
    }

    /**
     * Asks the auth server for one user, which only its service key may. No static header goes along, which may hold
     * a secret of the applications.
     *
     * @throws BadInput if the key is not accepted, or no auth server answers
     */
    public Check serviceKey(URI supabase, Secret key) {
        new AdminApi(supabase, key, Retry.DEFAULT, network).checkKey();
        return Check.ok("service key", "accepted by " + origin(supabase));
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
