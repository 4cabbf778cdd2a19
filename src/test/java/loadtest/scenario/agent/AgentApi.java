package loadtest.scenario.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.target.Origin;
import loadtest.target.PreflightCalls;

/** Asks the agent API before the load whether it knows the accounts. */
final class AgentApi {
    /** Its name in the scenarios' files. */
    static final String SERVER = "api";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PreflightCalls preflight;
    private final Origin server;

    AgentApi(PreflightCalls preflight, Origin server) {
        this.preflight = preflight;
        this.server = server;
    }

    /**
     * Signs a persona in.
     *
     * @return its access token
     * @throws BadInput if the persona is refused, or the answer holds no token
     */
    Secret signIn(Persona persona) {
        var email = persona.email().orElseThrow();
        var path = "/api/auth/token/issue";
        var answer = preflight.post(server, path, json(persona));
        try {
            var token = JSON.readTree(answer.body()).path("accessToken");
            if (answer.status() == 200 && token.isTextual()) {
                return new Secret(token.asText());
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new BadInput(server.address() + path + " answers " + answer.status() + " for " + email
                + ": check PERF_EMAIL and PERF_PASSWORD, or the row of PERF_PERSONA_FILE");
    }

    /**
     * Sends a given token to an endpoint that does not count against the rate limit.
     *
     * @return the same token
     * @throws BadInput if it is not accepted
     */
    Secret showToken(Secret token) {
        var path = "/api/rate-limit/status";
        if (preflight.get(server, path, token).status() == 401) {
            throw new BadInput("PERF_BEARER_TOKEN: " + server.address() + path
                    + " answers 401: it has expired, or is not this target's");
        }
        return token;
    }

    private static String json(Persona persona) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "email",
                    persona.email().orElseThrow(),
                    "password",
                    persona.password().orElseThrow().reveal()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
