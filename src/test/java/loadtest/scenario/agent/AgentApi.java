package loadtest.scenario.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.settings.ServerAnswer;
import loadtest.target.Origin;
import loadtest.target.PreflightCalls;

/** Asks the agent API before the load whether it knows the accounts. */
final class AgentApi {
    /** Its name in the scenarios' files. */
    static final String SERVER = "api";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As auth servers say that email or password is wrong, in a code or a sentence; not an account that is locked. */
    private static final Pattern WRONG_PASSWORD = Pattern.compile(
            "(?i)(?<![a-z])(?:invalid|wrong|bad|incorrect)[ _-]?(?:[a-z]+[ _/-]){0,4}(?:credentials?|password)(?![a-z])"
                    + "|(?:credentials?|password)[ _-](?:(?:is|are) )?"
                    + "(?:invalid|wrong|incorrect|not (?:valid|correct)|do(?:es)? not match)(?![a-z])");

    private static final Pattern OF_THE_TOKEN = Pattern.compile("(?i)token|jwt|expired");

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
        var path = "/api/auth/token/issue";
        var answer = preflight.post(server, path, json(persona)).answer();
        var token = answer.json().path("accessToken");
        if (answer.status() == 200 && !token.asText().isBlank() && token.isTextual()) {
            return new Secret(token.asText());
        }
        var refused = (answer.status() == 400 || answer.status() == 401) && answer.says(WRONG_PASSWORD);
        throw new BadInput(server.address() + path + " answers " + answer.status() + " for "
                + persona.email().orElseThrow() + (answer.status() == 200 ? ", without an accessToken: " : ": ")
                + answer.described()
                + (refused ? "; check PERF_EMAIL and PERF_PASSWORD, or the row of PERF_PERSONA_FILE" : advice(answer)));
    }

    /** What the load would meet, too, whatever the account. */
    private String advice(ServerAnswer answer) {
        var elsewhere =
                answer.status() == 404 || answer.isPage() || answer.redirect().isPresent();
        return elsewhere ? "; is " + server.variable() + " the agent API's own address?" : "";
    }

    /**
     * Sends a given token to an endpoint that does not count against the rate limit.
     *
     * @return the same token
     * @throws BadInput unless the endpoint answers as it does to an account
     */
    Secret showToken(Secret token) {
        var path = "/api/rate-limit/status";
        var answer = preflight.get(server, path, token).answer();
        if (answer.status() == 200 && answer.json().path("limit").canConvertToLong()) {
            return token;
        }
        throw new BadInput(
                "PERF_BEARER_TOKEN: " + server.address() + path + " answers " + answer.shown() + refusal(answer));
    }

    private String refusal(ServerAnswer answer) {
        if (answer.status() == 401 && answer.says(OF_THE_TOKEN)) {
            return ": it has expired, or is not this target's";
        }
        return ": that does not say that the token is accepted" + advice(answer);
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
