package loadtest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house and its arrows, which point one way only. Tests themselves may look at anything. */
class ArchitectureTest {
    private static final Path SEED = Path.of("seed/java");
    private static final Path SUITE = Path.of("src/test/java");

    /** What each package may use beside itself; what is not listed here is not allowed. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("settings", Set.of()),
            entry("seed", Set.of("settings")),
            entry("standin", Set.of("fault", "seed", "settings")),
            entry("fault", Set.of("settings")),
            entry("endpoint", Set.of("settings")),
            entry("load", Set.of("settings")),
            entry("record", Set.of("settings")),
            entry("slo", Set.of("record", "settings")),
            entry("audit", Set.of("seed", "record", "settings")),
            entry("report", Set.of("record", "slo", "load", "audit", "settings")),
            entry("live", Set.of("record", "slo", "load", "audit", "settings")),
            entry("target", Set.of("standin", "seed", "load", "slo", "audit", "settings")),
            entry("journey", Set.of("endpoint", "record", "settings")),
            entry(
                    "simulation",
                    Set.of(
                            "journey",
                            "endpoint",
                            "load",
                            "slo",
                            "target",
                            "record",
                            "audit",
                            "report",
                            "live",
                            "seed",
                            "settings")),
            entry("truth", Set.of("simulation", "target", "record", "report", "settings")),
            entry(
                    "benchmark",
                    Set.of(
                            "simulation",
                            "journey",
                            "endpoint",
                            "load",
                            "slo",
                            "target",
                            "record",
                            "audit",
                            "report",
                            "live",
                            "standin",
                            "seed",
                            "settings")));

    /** Imports, static ones too, and names written out in full; a package counts by its last name. */
    private static final Pattern USE = Pattern.compile("\\bloadtest\\.(?:[a-z]+\\.)*([a-z]+)\\.[A-Z]");

    private static final Pattern TEST_SCOPE =
            Pattern.compile("import (?:static )?(?:io\\.gatling|org\\.junit|org\\.assertj|io\\.vertx|io\\.zonky)\\..*");

    @Test
    void everyArrowPointsTheAgreedWay() throws IOException {
        assertThat(sources(SEED, SUITE).flatMap(ArchitectureTest::wrongArrows)).isEmpty();
    }

    @Test
    void onlySettingsAndSeedAreInTheMainSourceSet() throws IOException {
        assertThat(sources(SEED).map(ArchitectureTest::home).distinct()).containsExactlyInAnyOrder("settings", "seed");
    }

    @Test
    void theSeederUsesNothingOfTheLoadTestsTools() throws IOException {
        assertThat(sources(SEED).filter(file -> TEST_SCOPE.matcher(text(file)).find()))
                .isEmpty();
    }

    @Test
    void simulationsShareNoBaseClassOfOurs() throws IOException {
        assertThat(sources(SUITE.resolve("loadtest/simulation"))
                        .filter(file -> text(file).contains("abstract class")))
                .isEmpty();
    }

    /** Anything else could carry what was set for one server to another, or follow where no guard has looked. */
    @Test
    void everyRequestIsACallOfItsOriginOrADocument() throws IOException {
        var requests = sources(SUITE)
                .filter(file -> !home(file).equals("benchmark")) // it loads a server of its own, on loopback
                .filter(file -> text(file).contains("import static io.gatling.javaapi.http.HttpDsl.http;"))
                .toList();

        assertThat(requests)
                .extracting(file -> file.getFileName().toString())
                .contains("Protocols.java", "Document.java", "Vouchers.java", "WarmUp.java")
                .allSatisfy(name ->
                        assertThat(SUITE.resolve("loadtest/endpoint/" + name)).exists());
        assertThat(requests)
                .filteredOn(file -> !file.endsWith("Protocols.java") && !file.endsWith("Document.java"))
                .allSatisfy(file -> assertThat(text(file).replaceAll("call\\(\\s*http\\(", ""))
                        .doesNotContainPattern("\\bhttp\\("));
        assertThat(text(SUITE.resolve("loadtest/endpoint/Protocols.java")))
                .contains("disableFollowRedirect")
                .doesNotContain("Secret", ".header(");
    }

    @Test
    void aWrongArrowIsSeenHoweverItIsWritten() {
        assertThat(wrongArrows("load", "import loadtest.slo.Limit;")).containsExactly("load → slo");
        assertThat(wrongArrows("load", "import static loadtest.record.Tap.X;")).containsExactly("load → record");
        assertThat(wrongArrows("target", "import loadtest.standin.fault.Bug;")).containsExactly("target → fault");
        assertThat(wrongArrows("slo", "loadtest.benchmark.Floor.of()")).containsExactly("slo → benchmark");
        assertThat(wrongArrows("cellar", "import loadtest.settings.Secret;")).containsExactly("cellar → settings");
        assertThat(wrongArrows("slo", "import loadtest.record.Stats; import loadtest.slo.Limit;"))
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
        var used = new TreeSet<String>();
        var matcher = USE.matcher(source);
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        used.remove(home);
        used.removeAll(ARROWS.getOrDefault(home, Set.of()));
        return used.stream().map(other -> home + " → " + other).toList();
    }

    /** Sources of packages of ours; tests, and what lies beside them in the root package, excepted. */
    private static Stream<Path> sources(Path... roots) throws IOException {
        var files = new ArrayList<Path>();
        for (var root : roots) {
            try (var all = Files.walk(root)) {
                all.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().matches(".*(Test|IT)\\.java"))
                        .filter(file -> !file.getParent().equals(SUITE.resolve("loadtest")))
                        .forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream();
    }

    private static String home(Path file) {
        return file.getParent().getFileName().toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
