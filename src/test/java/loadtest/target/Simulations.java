package loadtest.target;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.GitHubStep;
import loadtest.settings.Markdown;

/**
 * The compiled simulation classes: those below {@code loadtest.scenario} whose simple names belong to the scenarios on
 * the class path. They are found by their files, since loading one takes the whole engine.
 */
public final class Simulations {
    private static final String ROOMS = "loadtest/scenario";

    private Simulations() {}

    /**
     * Refuses a simulation that does not exist, in one line and with exit code 1, where the plugin itself would only say
     * "No simulations to run".
     *
     * @param arguments the value of {@code -Dsimulation}: a simple class name, or a pattern of several
     */
    public static void main(String[] arguments) {
        try {
            require(arguments[0], classes(), Combination.simulations());
        } catch (BadInput e) {
            System.out.println(e.getMessage());
            tellGitHub(e.getMessage());
            System.exit(1);
        }
    }

    /** No scenario's process follows that could. */
    private static void tellGitHub(String line) {
        var step = new GitHubStep(System.getenv());
        step.commands(() -> List.of(GitHubStep.annotation("performance", "nothing was run: " + line)));
        step.append(() -> "## ✗ Performance: nothing was run\n\n- " + Markdown.rendered(line) + "\n\n");
    }

    /**
     * @param classes by simple name
     * @param combinations those of them that a pattern does not name
     */
    static void require(String glob, Map<String, List<String>> classes, Set<String> combinations) {
        if (classes.keySet().stream()
                .noneMatch(name -> combinations.contains(name) ? glob.equals(name) : matches(glob, name))) {
            throw BadInput.in(
                    "-Dsimulation",
                    glob,
                    String.join(", ", classes.keySet()) + ", or a pattern such as "
                            + classes.keySet().stream()
                                    .filter(name -> !combinations.contains(name))
                                    .findFirst()
                                    .map(name -> name.substring(0, 1))
                                    .orElse("")
                            + "*");
        }
    }

    /** Whether a pattern with {@code *} and {@code ?} names a class. */
    public static boolean matches(String glob, String simpleName) {
        return simpleName.matches("\\Q" + glob.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E");
    }

    /** Full class names by simple name, which should be one each. */
    public static Map<String, List<String>> classes() {
        var wanted = Scenarios.written().stream().map(Scenario::simulation).collect(Collectors.toSet());
        return all()
                .collect(Collectors.groupingBy(
                        name -> name.substring(name.lastIndexOf('.') + 1), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private static Stream<String> all() {
        try {
            var place = Path.of(Simulations.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return names(place);
            }
            try (var jar = FileSystems.newFileSystem(place)) {
                return names(jar.getPath("/"));
            }
        } catch (Exception e) {
            throw new BadInput(ROOMS + ": cannot be listed (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Stream<String> names(Path root) throws IOException {
        try (var files = Files.walk(root.resolve(ROOMS))) {
            return files
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && name.indexOf('$') < 0)
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList()
                    .stream();
        }
    }
}
