package loadtest.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where settings come from: the environment, {@code .env}, and the few {@code -D} properties that choose a run.
 * Blank values count as unset, because a CI job hands on an absent secret as an empty variable.
 */
public final class Variables {
    /** The {@code -D} properties that are read; those of proxies are the JDK's own. */
    static final List<String> PROPERTIES = List.of(
            "profile",
            "length",
            "simulation",
            "baseline",
            "baseline.gate",
            "live",
            "faults",
            "http.proxyHost",
            "http.proxyPort",
            "https.proxyHost",
            "https.proxyPort",
            "http.nonProxyHosts");

    /** Names the profile where no {@code -Dprofile} does, as it did for the older scripts. */
    public static final String OLDER_PROFILE = "ARTILLERY_ENV";

    private static final String PROFILE = "profile";

    private Variables() {}

    /** Whether the older scripts' variable names the profile, since no {@code -Dprofile} does. */
    public static boolean isProfileOlder(Map<String, String> variables) {
        return variables.containsKey(OLDER_PROFILE) && !variables.containsKey(PROFILE);
    }

    /** What names the profile, as the user knows it. */
    public static String namingProfile(Map<String, String> variables) {
        return isProfileOlder(variables) ? OLDER_PROFILE : "-Dprofile";
    }

    /**
     * What applies to this process.
     *
     * @param root the folder whose {@code .env} is read, normally the project's
     * @throws BadInput if {@code .env} cannot be parsed, or holds a variable that only works when exported
     */
    public static Map<String, String> of(Path root) {
        return merge(DotEnv.in(root), System.getenv(), properties());
    }

    /** The same without {@code .env}, which may be what is wrong. */
    public static Map<String, String> withoutDotEnv() {
        return merge(Map.of(), System.getenv(), properties());
    }

    private static Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        for (var name : PROPERTIES) {
            properties.put(name, System.getProperty(name, ""));
        }
        return properties;
    }

    /** Later maps win over earlier ones; {@code .env} comes first and the real environment second. */
    static Map<String, String> merge(
            Map<String, String> dotEnv, Map<String, String> environment, Map<String, String> properties) {
        var merged = new HashMap<String, String>();
        dotEnv.forEach((name, value) -> put(merged, name, value)); // blanks in quotes are meant
        for (var source : List.of(environment, properties)) {
            source.forEach((name, value) -> put(merged, name, value.strip()));
        }
        if (!dotEnv.getOrDefault("PERF_OUTPUT_DIR", "").isBlank()
                && environment.getOrDefault("PERF_OUTPUT_DIR", "").isBlank()) {
            throw new BadInput("PERF_OUTPUT_DIR is set only in .env, which Maven does not read:"
                    + " export it (PERF_OUTPUT_DIR=... mvn gatling:test) or remove it from .env");
        }
        return merged;
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (!value.isBlank()) {
            variables.put(name, value);
        }
    }
}
