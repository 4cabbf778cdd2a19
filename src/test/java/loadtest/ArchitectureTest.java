package loadtest;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.target.Scenarios;
import org.junit.jupiter.api.Test;

/** The rooms of the house and their dependencies, which point one way only. Tests may use any room. */
class ArchitectureTest {
    private static final Path SEED = Path.of("seed/java");
    private static final Path SUITE = Path.of("src/test/java");

    /**
     * What each room may use beside itself; what is not listed here is not allowed, and what nothing uses is not listed.
     * The harness uses no room of a scenario except where it is listed here.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("audit", Set.of("seed.table", "settings", "slo")),
            entry(
                    "benchmark",
                    Set.of(
                            "measure",
                            "report",
                            "report.runs",
                            "report.summary",
                            "seed",
                            "seed.fixture",
                            "settings",
                            "standin.database",
                            "target",
                            "testing")),
            entry("load", Set.of("settings")),
            entry("measure", Set.of("settings")),
            entry("report", Set.of("report.page", "report.readiness", "report.summary", "report.text", "settings")),
            entry(
                    "report.github",
                    Set.of("report.history", "report.invocation", "report.page", "report.summary", "settings", "slo")),
            entry("report.history", Set.of("report.summary", "settings", "slo")),
            entry(
                    "report.invocation",
                    Set.of("report", "report.history", "report.page", "report.summary", "report.text", "settings")),
            entry("report.page", Set.of("report.summary", "settings", "slo")),
            entry(
                    "report.readiness",
                    Set.of("report.history", "report.page", "report.summary", "settings", "slo", "target")),
            entry(
                    "report.runs",
                    Set.of(
                            "report.history",
                            "report.page",
                            "report.readiness",
                            "report.summary",
                            "seed.summary",
                            "settings",
                            "slo")),
            entry("report.summary", Set.of("measure", "server", "settings", "slo")),
            entry("report.text", Set.of("report.summary", "settings", "slo")),
            entry(
                    "run",
                    Set.of(
                            "audit",
                            "load",
                            "measure",
                            "report",
                            "report.github",
                            "report.history",
                            "report.invocation",
                            "report.page",
                            "report.runs",
                            "report.summary",
                            "report.text",
                            "seed.summary",
                            "server",
                            "settings",
                            "share",
                            "slo",
                            "target")),
            entry("scenario.agent", Set.of("audit", "load", "run", "settings", "slo", "target")),
            entry(
                    "scenario.campaign",
                    Set.of(
                            "audit",
                            "load",
                            "measure",
                            "run",
                            "seed.summary",
                            "seed.table",
                            "settings",
                            "slo",
                            "target")),
            entry(
                    "scenario.everything",
                    Set.of("run", "scenario.agent", "scenario.campaign", "scenario.preview", "scenario.redeem")),
            entry("scenario.preview", Set.of("audit", "run", "seed.summary", "settings", "slo", "target")),
            entry(
                    "scenario.redeem",
                    Set.of(
                            "audit",
                            "load",
                            "measure",
                            "run",
                            "seed.summary",
                            "seed.table",
                            "settings",
                            "slo",
                            "target")),
            entry("seed", Set.of("seed.auth", "seed.fixture", "seed.summary", "seed.table", "settings")),
            entry("seed.auth", Set.of("seed.fixture", "settings")),
            entry("seed.fixture", Set.of("seed.summary", "settings")),
            entry("seed.summary", Set.of("seed.fixture", "settings")),
            entry("seed.table", Set.of("seed.auth", "seed.fixture", "seed.summary", "settings")),
            entry("server", Set.of("measure", "seed.fixture", "seed.table", "settings")),
            entry("share", Set.of("measure", "seed.table", "settings", "target")),
            entry("slo", Set.of("measure", "settings")),
            entry(
                    "standin",
                    Set.of(
                            "seed",
                            "settings",
                            "standin.agent",
                            "standin.auth",
                            "standin.database",
                            "standin.fault",
                            "standin.http",
                            "standin.jvm",
                            "standin.voucher")),
            entry("standin.agent", Set.of("standin.auth", "standin.database", "standin.fault", "standin.http")),
            entry("standin.auth", Set.of("settings", "standin.database", "standin.http")),
            entry("standin.database", Set.of("settings", "standin")),
            entry("standin.fault", Set.of("settings")),
            entry("standin.http", Set.of("settings", "standin", "standin.database", "standin.fault")),
            entry("standin.jvm", Set.of("settings", "standin.database")),
            entry(
                    "standin.voucher",
                    Set.of(
                            "settings",
                            "standin.agent",
                            "standin.auth",
                            "standin.database",
                            "standin.fault",
                            "standin.http")),
            entry(
                    "target",
                    Set.of("load", "measure", "seed.auth", "seed.summary", "seed.table", "settings", "slo", "standin")),
            entry(
                    "truth",
                    Set.of(
                            "report.summary",
                            "scenario.agent",
                            "scenario.campaign",
                            "scenario.preview",
                            "scenario.redeem",
                            "settings",
                            "share",
                            "target",
                            "testing")));

    /** Imports, static ones too, and names written out in full. */
    private static final Pattern USE = Pattern.compile("\\bloadtest\\.((?:[a-z]+\\.)*[a-z]+)\\.[A-Z]");

    private static final Pattern TEST_SCOPE =
            Pattern.compile("import (?:static )?(?:io\\.gatling|org\\.junit|org\\.assertj|io\\.vertx|io\\.zonky)\\..*");

    @Test
    void everyDependencyIsPermitted() throws IOException {
        assertThat(sources(SEED, SUITE).flatMap(ArchitectureTest::wrongArrows)).isEmpty();
    }

    @Test
    void everyAgreedArrowIsUsed() throws IOException {
        var used = new TreeMap<String, Set<String>>();
        sources(SEED, SUITE).forEach(file -> used.computeIfAbsent(home(file), room -> new TreeSet<>())
                .addAll(uses(text(file))));

        assertThat(ARROWS).allSatisfy((room, others) -> assertThat(used.getOrDefault(room, Set.of()))
                .as("used by %s", room)
                .containsAll(others));
    }

    @Test
    void onlySettingsAndSeedAreInTheMainSourceSet() throws IOException {
        assertThat(sources(SEED).map(ArchitectureTest::home).distinct())
                .containsExactlyInAnyOrder(
                        "settings", "seed", "seed.auth", "seed.fixture", "seed.summary", "seed.table");
    }

    @Test
    void theSeederUsesNothingOfTheLoadTestsTools() throws IOException {
        assertThat(sources(SEED).filter(file -> TEST_SCOPE.matcher(text(file)).find()))
                .isEmpty();
    }

    @Test
    void simulationsShareNoBaseClassOfOurs() throws IOException {
        assertThat(sources(SUITE.resolve("loadtest/scenario"))
                        .filter(file -> text(file).contains("abstract class")))
                .isEmpty();
    }

    /** Anything else could carry what was set for one server to another, or follow an address that no guard has judged. */
    @Test
    void everyRequestIsACallOfItsOriginOrADocument() throws IOException {
        var requests = sources(SUITE)
                .filter(file -> !home(file).equals("benchmark")) // it loads a server of its own, on loopback
                .filter(file -> text(file).contains("import static io.gatling.javaapi.http.HttpDsl.http;"))
                .toList();

        assertThat(requests)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("Protocols.java", "LinkedDocument.java", "Origin.java");
        assertThat(text(SUITE.resolve("loadtest/target/Protocols.java")))
                .contains("disableFollowRedirect")
                .doesNotContain("Secret", ".header(");
    }

    /** A request that anybody else could send, or change once it is built, would have no id. */
    @Test
    void everyRequestIsBuiltWithAnIdOfItsOwn() throws IOException {
        assertThat(sources(SUITE)
                        .filter(file -> text(file).contains("HttpRequest" + "ActionBuilder"))
                        .filter(file -> Pattern.compile("(call|request|[)])\\s*[.]sign[(]")
                                .matcher(text(file))
                                .find())
                        .map(file -> file.getFileName().toString()))
                .containsExactly("SentRequests.java");
        assertThat(sources(SUITE.resolve("loadtest/scenario"))
                        .filter(file -> Pattern.compile("(public|protected) [^;{]*HttpRequest" + "ActionBuilder [a-z]")
                                .matcher(text(file))
                                .find()))
                .isEmpty();
        for (var builder : List.of("Origin.java", "LinkedDocument.java")) {
            var source = text(SUITE.resolve("loadtest/target").resolve(builder));
            assertThat(source).as(builder).contains("steps(").doesNotContain("public HttpRequestActionBuilder");
        }
    }

    /** Helpers of tests, too. */
    @Test
    void whatIsAskedBesideTheLoadIsAskedByTheProbeClient() throws IOException {
        assertThat(Stream.concat(sources(SUITE), sources(SEED))
                        .filter(file -> text(file).contains("import java.net.http." + "HttpClient;")))
                .isEmpty();
    }

    /** The truth table alone takes scenarios by their simulations; the arrows hold who may import a room. */
    @Test
    void nothingOutsideTheRoomsNamesAScenario() throws IOException {
        var names = Scenarios.onClassPath().all().stream()
                .flatMap(scenario -> Stream.of(scenario.id(), scenario.simulation()))
                .toList();

        assertThat(names).isNotEmpty();
        assertThat(sources(SEED, SUITE)
                        .filter(file -> !home(file).startsWith("scenario.")
                                && !home(file).equals("truth"))
                        .flatMap(file ->
                                names.stream().filter(text(file)::contains).map(name -> file + " names " + name)))
                .isEmpty();
    }

    /** What only tests use is theirs, wherever it lies; programs and simulations are used by people. */
    @Test
    void helpersOfTestsLieInTheirRoom() throws IOException {
        var tests = new HashSet<String>();
        try (var files = Files.walk(SUITE)) {
            files.filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .forEach(file -> tests.addAll(words(file)));
        }
        var production = sources(SEED, SUITE).collect(toMap(file -> file, ArchitectureTest::words));
        assertThat(production.keySet().stream()
                        .filter(file -> !text(file).contains("static void main(")
                                && !text(file).contains(" extends Simulation "))
                        .filter(file -> tests.contains(name(file)))
                        .filter(file -> production.keySet().stream()
                                .noneMatch(other -> !other.equals(file)
                                        && production.get(other).contains(name(file)))))
                .as("only tests use it: it belongs into loadtest.testing")
                .filteredOn(file -> !file.getFileName().toString().startsWith("Truth"))
                .isEmpty();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Set<String> words(Path file) {
        return Set.copyOf(List.of(text(file).split("\\W+")));
    }

    @Test
    void aWrongArrowIsSeenHoweverItIsWritten() {
        assertThat(wrongArrows("load", "import loadtest.slo.Limit;")).containsExactly("load → slo");
        assertThat(wrongArrows("load", "import static loadtest.measure.Tap.X;")).containsExactly("load → measure");
        assertThat(wrongArrows("target", "import loadtest.standin.fault.Bug;"))
                .containsExactly("target → standin.fault");
        assertThat(wrongArrows("slo", "loadtest.benchmark.Floor.of()")).containsExactly("slo → benchmark");
        assertThat(wrongArrows("cellar", "import loadtest.settings.Secret;")).containsExactly("cellar → settings");
        assertThat(wrongArrows("scenario.new", "import loadtest.run.Run; import loadtest.standin.StandIn;"))
                .containsExactly("scenario.new → standin");
        assertThat(wrongArrows("scenario.new", "import loadtest.scenario.agent.Persona;"))
                .containsExactly("scenario.new → scenario.agent");
        assertThat(wrongArrows("slo", "import loadtest.measure.Stats; import loadtest.slo.Limit;"))
                .isEmpty();
        assertThat(TEST_SCOPE
                        .matcher("import static io.gatling.javaapi.core.CoreDsl.exec;")
                        .matches())
                .isTrue();
    }

    private static Stream<String> wrongArrows(Path file) {
        return wrongArrows(home(file), text(file)).stream().map(arrow -> file + ": " + arrow);
    }

    private static List<String> wrongArrows(String home, String source) {
        var used = uses(source);
        used.remove(home);
        used.removeAll(permitted(home));
        return used.stream().map(other -> home + " → " + other).toList();
    }

    /** A new room of a scenario may use what the others may, but none of these, so that a scenario needs no line here. */
    private static Set<String> permitted(String home) {
        if (ARROWS.containsKey(home) || !home.matches("scenario\\.[a-z]+")) {
            return ARROWS.getOrDefault(home, Set.of());
        }
        return ARROWS.entrySet().stream()
                .filter(room -> room.getKey().startsWith("scenario."))
                .flatMap(room -> room.getValue().stream())
                .filter(other -> !other.startsWith("scenario."))
                .collect(Collectors.toSet());
    }

    private static Set<String> uses(String source) {
        var used = new TreeSet<String>();
        USE.matcher(source).results().forEach(match -> used.add(match.group(1)));
        return used;
    }

    /** Sources of rooms of ours; tests, their helpers, and what lies in the root package excepted. */
    private static Stream<Path> sources(Path... roots) throws IOException {
        var files = new ArrayList<Path>();
        for (var root : roots) {
            try (var all = Files.walk(root)) {
                all.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().matches(".*(Test|IT)\\.java"))
                        .filter(file -> !file.getParent().equals(SUITE.resolve("loadtest")))
                        .filter(file -> !file.getParent().endsWith("testing"))
                        .forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream();
    }

    private static String home(Path file) {
        var parts = new ArrayList<String>();
        file.getParent().forEach(part -> parts.add(part.toString()));
        return String.join(".", parts.subList(parts.indexOf("loadtest") + 1, parts.size()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
