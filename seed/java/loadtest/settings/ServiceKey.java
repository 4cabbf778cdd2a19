package loadtest.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The key that may do anything in a project. Projects have two generations of keys: JWTs of the roles
 * {@code service_role} and {@code anon}, and {@code sb_secret_...} and {@code sb_publishable_...}, which are no JWTs.
 */
public final class ServiceKey {
    private static final String VARIABLE = "SUPABASE_SERVICE_ROLE_KEY";
    private static final String ROLE = "service_role";
    private static final String ADVICE =
            "; take the service_role key, or a secret key (sb_secret_...), from the project's API keys";

    /** The host of a project is named after it; a local or self-hosted one is not. */
    private static final Pattern PROJECT_HOST = Pattern.compile("([a-z0-9]{20})\\.supabase\\.(?:co|in|red)");

    private static final Pattern NEW = Pattern.compile("sb_(?:secret|publishable)_.*");

    private final Secret key;

    private ServiceKey(Secret key) {
        this.key = key;
    }

    /**
     * @param project the project's address
     * @throws BadInput for a key that by its own form has no access, or is of another project
     */
    static void require(Secret key, URI project) {
        requireRole(key);
        var claims = claims(key.reveal());
        var host = PROJECT_HOST.matcher(String.valueOf(project.getHost()).toLowerCase(Locale.ROOT));
        var of = claims.path("ref").asText();
        if (host.matches() && !of.isEmpty() && !of.equals(host.group(1))) {
            throw refused(
                    "a key of the project " + ForeignText.shown(of) + ", and SUPABASE_URL names " + host.group(1));
        }
    }

    /** @throws BadInput for a key that by its own form is not of the service role */
    public static void requireRole(Secret key) {
        var text = key.reveal();
        if (text.startsWith("sb_publishable_")) {
            throw refused("a publishable key, made for browsers, which the Admin API refuses");
        }
        var role = claims(text).path("role").asText();
        if (!role.isEmpty() && !role.equals(ROLE)) {
            throw refused(
                    role.equals("anon")
                            ? "the anon key, made for browsers, which the Admin API refuses"
                            : "a token of the role '" + ForeignText.shown(role) + "', not of " + ROLE);
        }
    }

    public static ServiceKey of(Secret key) {
        return new ServiceKey(key);
    }

    /** A key that is no JWT goes into the one header alone: gateways refuse it as a bearer token. */
    public HttpRequest.Builder sentWith(HttpRequest.Builder request) {
        request.header("apikey", key.reveal());
        return isNew() ? request : request.header("Authorization", "Bearer " + key.reveal());
    }

    /** What to do about an answer that refuses this key, as far as the answer says why. */
    public String advice(ServerAnswer answer) {
        if (answer.says(Pattern.compile("(?i)legacy api keys are disabled"))) {
            return ": the project has switched its service_role key off; take a secret key (sb_secret_...) from the"
                    + " project's API keys";
        }
        if (answer.hasCode("not_admin")) {
            return ": it is no service key" + ADVICE;
        }
        if (answer.hasCode("bad_jwt") || answer.says(Pattern.compile("(?i)\\binvalid jwt\\b"))) {
            return isNew()
                    ? ": the gateway passes a secret key on as it is, as older ones do; take the service_role key"
                    : ": the auth server cannot verify it: it is of another project, has expired, or was signed"
                            + " before the JWT secret changed" + ADVICE;
        }
        if (answer.hasCode("no_authorization") || answer.says(Pattern.compile("(?i)no api key found"))) {
            return ": the key was sent and did not arrive: does a proxy remove the headers apikey and Authorization?";
        }
        return answer.says(Pattern.compile("(?i)(?:invalid|unregistered) api key"))
                ? ": " + VARIABLE + " is not this project's" + ADVICE
                : ADVICE;
    }

    /** Whether it is a secret key, which is no JWT. */
    public boolean isNew() {
        return NEW.matcher(key.reveal()).matches();
    }

    private static BadInput refused(String what) {
        return new BadInput(VARIABLE + ": it is " + what + ADVICE + "; nothing was sent");
    }

    /** Of a JWT (RFC 7519); any other key has none. */
    private static JsonNode claims(String key) {
        var parts = key.split("\\.", -1);
        try {
            return parts.length == 3
                    ? new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]))
                    : MissingNode.getInstance();
        } catch (IOException | IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }
}
