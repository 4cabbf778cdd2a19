package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;

/**
 * Says what a half-written scenario lacks, in one line each, and holds the lists that other files keep of all
 * scenarios: with {@code -Dupdate} it writes the missing lines.
 */
class ScenarioListsTest {
    private static final String WRITE = "; mvn test -Dtest=ScenarioListsTest -Dupdate writes it";
    private static final boolean UPDATE = System.getProperty("update") != null;
    private static final Path REFERENCE = Path.of("seed/resources/reference.conf");
    private static final Path PACKAGE = Path.of(".gatling/package.conf");
    private static final Path EXAMPLE = Path.of(".env.example");
    private static final Path WORKFLOW = Path.of(".github/workflows/machine.yml");
    private static final Path ROOMS = Path.of("src/test/java/loadtest/scenario");

    @Test
    void everyScenarioIsWhole() {
        var lacking = new ArrayList<String>();
        for (var id : Scenarios.written()) {
            var file = Scenarios.resource(id);
            if (!id.matches(Scenario.ID)) {
                lacking.add(file + ": an id is made of words in small letters, such as my_scenario");
            }
            mistake(id).ifPresent(lacking::add);
            var classes = Simulations.classes().getOrDefault(Scenario.simulation(id), List.of());
            if (classes.size() != 1) {
                lacking.add(file + ": its simulation is one class " + Scenario.simulation(id)
                        + " below loadtest.scenario; found: " + classes);
            }
        }
        simulations()
                .filter(type -> !Scenarios.written().contains(Scenario.id(type)))
                .forEach(type -> lacking.add(type.getName() + ": its scenario is described in src/test/resources/"
                        + Scenarios.resource(Scenario.id(type)) + ", which is missing"));

        assertThat(lacking).isEmpty();
    }

    @Test
    void theSettingsKnowEveryServer() throws IOException {
        var text = Files.readString(REFERENCE);
        var begin = text.indexOf("  servers {\n");
        var end = text.indexOf("\n  }\n", begin);

        hold(REFERENCE, text, text.substring(0, begin) + servers() + text.substring(end));
    }

    @Test
    void thePackageDescribesEverySimulation() throws IOException {
        var text = Files.readString(PACKAGE);
        var lines = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var id = line.replaceAll("^ *\\{ name = (\\w+),.*", "$1");
            if (id.equals(line) || Scenarios.written().contains(id)) {
                lines.add(line);
            }
        }
        for (var scenario : Scenarios.onClassPath().all()) {
            var name = "    { name = " + scenario.id() + ",";
            if (lines.stream().noneMatch(line -> line.startsWith(name))) {
                var type = Simulations.classes().get(scenario.simulation()).get(0);
                lines.add(lines.lastIndexOf("  ]"), name + " simulation = " + type + " }");
            }
        }

        hold(PACKAGE, text, String.join("\n", lines) + "\n");
    }

    @Test
    void theExampleOffersEveryVariable() throws IOException {
        var text = Files.readString(EXAMPLE);
        var wanted = new StringBuilder(text);
        variables().forEach((name, kind) -> {
            if (!text.contains("\n#" + name + "=")) {
                wanted.append("# ")
                        .append(kind.comment)
                        .append("\n#")
                        .append(name)
                        .append('=');
                wanted.append(kind.value).append('\n');
            }
        });

        hold(EXAMPLE, text, wanted.toString());
    }

    @Test
    void theNightlyPassesOnEveryVariable() throws IOException {
        var text = Files.readString(WORKFLOW);
        var load = text.indexOf("      - name: Load or merge\n");
        var first = text.indexOf("          PERF_BASE_URL:", load);
        var step = text.substring(load, text.indexOf("      - name:", load + 1));
        var missing = variables().entrySet().stream()
                .filter(entry -> !step.contains(" " + entry.getKey() + ": "))
                .map(entry -> "          " + entry.getKey() + ": ${{ secrets." + entry.getKey()
                        + (entry.getValue().secret ? "" : " || vars." + entry.getKey()) + " }}\n")
                .collect(Collectors.joining());

        hold(WORKFLOW, text, text.substring(0, first) + missing + text.substring(first));
    }

    /** A variable of a server, as a reader of the lists sees it. */
    private record Kind(String comment, String value, boolean secret) {}

    private static TreeMap<String, Kind> variables() {
        var variables = new TreeMap<String, Kind>();
        for (var scenario : Scenarios.onClassPath().all()) {
            for (var endpoint : scenario.endpoints()) {
                var of = " of the " + endpoint.name() + " of " + scenario.id();
                endpoint.addressVariables().forEach(name -> variables.put(name, new Kind("Address" + of, "", false)));
                endpoint.bearer().ifPresent(name -> variables.put(name, new Kind("Bearer token" + of, "", true)));
                endpoint.auth()
                        .headerVariable()
                        .ifPresent(name -> variables.put(
                                name, new Kind("Header that carries the token" + of, "authorization", false)));
                endpoint.methodVariable()
                        .ifPresent(name -> variables.put(name, new Kind("Method" + of, "POST", false)));
            }
        }
        return variables;
    }

    private static String servers() {
        var bases = names(endpoint -> Stream.concat(
                endpoint.isBase() ? Stream.of(endpoint.variable()) : Stream.empty(),
                endpoint.fallback().stream().map(Endpoint.Fallback::variable)));
        var urls = names(endpoint -> endpoint.isBase() ? Stream.empty() : Stream.of(endpoint.variable()));
        return "  servers {\n"
                + block("bases", bases, "")
                + block("urls", urls, "")
                + block("bearers", names(endpoint -> endpoint.bearer().stream()), "")
                + block(
                        "headers",
                        names(endpoint -> endpoint.auth().headerVariable().stream()),
                        "%1$s = authorization, ")
                + block("methods", names(endpoint -> endpoint.methodVariable().stream()), "%1$s = POST, ")
                        .stripTrailing();
    }

    private static String block(String word, Collection<String> names, String before) {
        return names.stream()
                .map(name -> "      " + before.formatted(name) + name + " = ${?" + name + "}\n")
                .collect(Collectors.joining("", "    " + word + " {\n", "    }\n"));
    }

    private static Collection<String> names(Function<Endpoint, Stream<String>> of) {
        return Scenarios.onClassPath().all().stream()
                .flatMap(scenario -> scenario.endpoints().stream())
                .flatMap(of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void hold(Path file, String found, String wanted) throws IOException {
        if (UPDATE) {
            Files.writeString(file, wanted);
            return;
        }
        var had = found.lines().toList();
        var wants = wanted.lines().toList();
        assertThat(wants.stream().filter(line -> !had.contains(line)).map(line -> file + " lacks: " + line + WRITE))
                .isEmpty();
        assertThat(had.stream()
                        .filter(line -> !wants.contains(line))
                        .map(line -> file + " is to lose: " + line + WRITE))
                .isEmpty();
    }

    private static Optional<String> mistake(String id) {
        try {
            if (Combination.read(id).isEmpty()) {
                ScenarioFile.read(id);
            }
            return Optional.empty();
        } catch (BadInput e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Stream<Class<?>> simulations() {
        try (var files = Files.walk(ROOMS)) {
            return files
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replaceAll(".*(loadtest[/\\\\]scenario.*)\\.java", "$1")
                            .replaceAll("[/\\\\]", "."))
                    .toList()
                    .stream()
                    .<Class<?>>map(ScenarioListsTest::type)
                    .filter(Simulation.class::isAssignableFrom);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ScenarioListsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
