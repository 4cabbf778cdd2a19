package loadtest.settings;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where settings come from: the environment, {@code .env}, and the few {@code -D} properties that choose a run.
 * Blank values count as unset, because a CI job hands on an absent secret as an empty variable.
 */
public final class Variables {
    /** The {@code -D} properties that are read; those of proxies are the JDK's own. */
    static final List<String> PROPERTIES = List.of(
            "profile",
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

    private static final Pattern ASSIGNED = Pattern.compile("\\s*([\\w.-]+)\\s*=");

    private Variables() {}

    /**
     * What applies to this process.
     *
     * @param root the folder whose {@code .env} is read, normally the working directory
     * @throws BadInput if {@code .env} cannot be parsed, or holds a variable that only works when exported
     */
    public static Map<String, String> of(Path root) {
        var properties = new HashMap<String, String>();
        for (var name : PROPERTIES) {
            properties.put(name, System.getProperty(name, ""));
        }
        return merge(dotEnv(root), System.getenv(), properties);
    }

    /** Later maps win over earlier ones; {@code .env} comes first and the real environment second. */
    static Map<String, String> merge(
            Map<String, String> dotEnv, Map<String, String> environment, Map<String, String> properties) {
        var merged = new HashMap<String, String>();
        for (var source : List.of(dotEnv, environment, properties)) {
            source.forEach((name, value) -> {
                if (!value.isBlank()) {
                    merged.put(name, value.strip());
                }
            });
        }
        if (!dotEnv.getOrDefault("PERF_OUTPUT_DIR", "").isBlank()
                && environment.getOrDefault("PERF_OUTPUT_DIR", "").isBlank()) {
            throw new BadInput("PERF_OUTPUT_DIR is set only in .env, which Maven does not read:"
                    + " export it (PERF_OUTPUT_DIR=... mvn gatling:test) or remove it from .env");
        }
        return merged;
    }

    static Map<String, String> dotEnv(Path root) {
        refuseTwice(root.resolve(".env"));
        try {
            var entries = new HashMap<String, String>();
            Dotenv.configure()
                    .directory(root.toAbsolutePath().toString())
                    .ignoreIfMissing()
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                    .forEach((DotenvEntry e) -> entries.put(e.getKey(), e.getValue()));
            return entries;
        } catch (DotenvException e) {
            throw new BadInput(".env: a line is not NAME=value; see .env.example for the form of each line");
        }
    }

    /** Of two lines for one variable the reader would count only one in silence. */
    private static void refuseTwice(Path file) {
        var first = new HashMap<String, Integer>();
        try {
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            for (int i = 0; i < lines.size(); i++) {
                var assigned = ASSIGNED.matcher(lines.get(i));
                var before = assigned.lookingAt() ? first.putIfAbsent(assigned.group(1), i + 1) : null;
                if (before != null) {
                    throw new BadInput(".env line " + (i + 1) + ": " + assigned.group(1)
                            + " is written twice, first in line " + before + "; write it once");
                }
            }
        } catch (IOException e) {
            throw new BadInput(".env: cannot be read as a text in UTF-8");
        }
    }
}
