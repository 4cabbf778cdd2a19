package loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import loadtest.scenario.agent.Persona;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.settings.WebAddress;

/**
 * The few calls that tell, before any load is sent, whether sending it makes sense. None of them changes anything in a
 * target, but that signing in mints a token.
 */
public final class Preflight {
    private final TargetProbe probe = new TargetProbe();
    private final Settings.Run run;

    /** @param run whose static headers go with every call */
    public Preflight(Settings.Run run) {
        this.run = run;
    }

    /**
     * Any answer will do: it is up.
     *
     * @param setting the variable that names the address
     * @throws BadInput if nothing answers there
     */
    Answer reach(String setting, URI address) {
        return probe.send(
                setting, address, HttpRequest.newBuilder(origin(address)).GET(), run.staticHeaders());
    }

    /**
     * Knocks with a request that can change nothing: its body is empty, so who may come in is told 400.
     *
     * @throws BadInput if the secret or the token is not accepted, or nothing answers
     */
    Check opens(Door door) {
        var request = HttpRequest.newBuilder(door.url())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        var status = through(door, request).status();
        if (status == 401 || status == 403) {
            throw refused(door, status);
        }
        var seen = "an empty request gets " + status;
        return status == 400 || status == 422
                ? Check.ok("access", "accepted: " + seen)
                : Check.note("access", seen + ", not 400, which does not tell whether the secret is accepted");
    }

    /**
     * Asks for one preview under no idempotency key, as keys are kept.
     *
     * @param body the whole of it, as JSON
     * @throws BadInput if nothing answers
     */
    Answer preview(Door door, String body) {
        return through(
                door,
                HttpRequest.newBuilder(door.url())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    /**
     * Asks for what an answer names, which a guard has let through. What was set for the door's server goes there alone.
     *
     * @throws BadInput if nothing answers
     */
    Answer follow(Door door, URI address) {
        var request = HttpRequest.newBuilder(address).GET();
        return WebAddress.sameOrigin(door.url(), address)
                ? through(door, request)
                : probe.send("a document of a preview", address, request, Map.of());
    }

    private Answer through(Door door, HttpRequest.Builder request) {
        run.bridgeSecret().ifPresent(secret -> request.header("x-bridge-secret", secret.reveal()));
        door.bearer().ifPresent(token -> request.header(door.bearerHeader(), "Bearer " + token.reveal()));
        return probe.send(door.setting(), door.url(), request, run.staticHeaders());
    }

    private BadInput refused(Door door, int status) {
        var secret = run.bridgeSecret().isPresent() ? "it is not this target's" : "it is not set";
        var token = door.bearerSetting() + (door.bearer().isPresent() ? " is not accepted" : " is not set");
        return new BadInput(
                "BRIDGE_SHARED_SECRET: " + plain(door.url()) + " answers " + status + ": " + secret + ", or " + token);
    }

    /**
     * Signs a persona in.
     *
     * @return its access token
     * @throws BadInput if it is refused, or what comes is not a token
     */
    public Secret signIn(URI agentApi, Persona persona) {
        var email = persona.email().orElseThrow();
        var address = URI.create(agentApi + "/api/auth/token/issue");
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(Map.of(
                        "email",
                        email,
                        "password",
                        persona.password().orElseThrow().reveal()))));
        var answer = probe.send("PERF_BASE_URL", address, request, run.staticHeaders());
        try {
            var token = new ObjectMapper().readTree(answer.body()).path("accessToken");
            if (answer.status() == 200 && token.isTextual()) {
                return new Secret(token.asText());
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new BadInput(address + " answers " + answer.status() + " for " + email
                + ": check PERF_EMAIL and PERF_PASSWORD, or the row of PERF_PERSONA_FILE");
    }

    /**
     * Shows a given token where that costs no call of its rate limit.
     *
     * @return the same token
     * @throws BadInput if it is not accepted
     */
    public Secret showToken(URI agentApi, Secret token) {
        var address = URI.create(agentApi + "/api/rate-limit/status");
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token.reveal())
                .GET();
        var status = probe.send("PERF_BASE_URL", address, request, run.staticHeaders())
                .status();
        if (status == 401) {
            throw new BadInput(
                    "PERF_BEARER_TOKEN: " + address + " answers 401: it has expired, or is not this" + " target's");
        }
        return token;
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

    private static String json(Map<String, String> fields) {
        try {
            return new ObjectMapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
