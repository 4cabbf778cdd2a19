package loadtest.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server gets as a bearer token: one that is given, or the service key of the project, asked for by its name.
 *
 * @param given empty where the service key is asked for
 */
public record Bearer(Optional<Secret> given) {
    /** The word that asks for the service key. */
    public static final String SERVICE_ROLE = "service-role";

    private static final Pattern LIKE_ITS_NAME =
            Pattern.compile("(?i)(?:supabase[-_ ])?service[-_ ]?role(?:[-_ ]key)?");

    /** As people copy it from a header. It is sent before every token, so it would be there twice. */
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:bearer(?: +|$))+");

    /** Behind the word Bearer no server would understand it. */
    private static final Pattern OTHER_SCHEME =
            Pattern.compile("(?i)(authorization:|apikey|basic|digest|dpop|hoba|negotiate|ntlm|token) .*");

    /**
     * @param variable where the text comes from
     * @param text a token, with or without the word Bearer in front, or {@value #SERVICE_ROLE}
     * @throws BadInput for a text that is neither; it is not shown
     */
    static Bearer of(String variable, String text) {
        var token = withoutScheme(variable, text);
        if (!LIKE_ITS_NAME.matcher(token).matches()) {
            return new Bearer(Optional.of(token(variable, token)));
        }
        if (token.equalsIgnoreCase(SERVICE_ROLE)) {
            return new Bearer(Optional.empty());
        }
        throw BadInput.in(
                variable, token, SERVICE_ROLE + ", which asks for SUPABASE_SERVICE_ROLE_KEY by its name, or a token");
    }

    /** The same of a server that is never sent the service key. */
    static Secret given(String variable, String text) {
        return of(variable, text)
                .given()
                .orElseThrow(() -> BadInput.in(variable, SERVICE_ROLE, "a token; the service key never goes there"));
    }

    /** Whether a text asks for the service key, so that it is no secret. */
    public static boolean isName(String text) {
        return SCHEME.matcher(text.strip()).replaceFirst("").equalsIgnoreCase(SERVICE_ROLE);
    }

    /** The token as it is sent; empty where it is the service key, and none is set. */
    public Optional<Secret> token(Supabase supabase) {
        return given.or(supabase::serviceRoleKey);
    }

    /** Whether it is the service key, asked for by name or copied. */
    public boolean isServiceKey(Supabase supabase) {
        return given.isEmpty() || given.equals(supabase.serviceRoleKey());
    }

    private static String withoutScheme(String variable, String text) {
        var scheme = SCHEME.matcher(text);
        var token = scheme.lookingAt() ? text.substring(scheme.end()) : text;
        if (token.isEmpty()) {
            throw new BadInput(variable + ": the word Bearer and no token behind it; set the token, with or without the"
                    + " word");
        }
        return token;
    }

    private static Secret token(String variable, String token) {
        var other = OTHER_SCHEME.matcher(token);
        if (other.lookingAt()) {
            throw BadInput.in(
                    variable,
                    other.group(1) + " ...",
                    "the token alone, which is sent as Bearer; another scheme, such as Basic, goes into"
                            + " PERF_STATIC_HEADERS={\"authorization\":\"...\"}");
        }
        return new Secret(token);
    }
}
