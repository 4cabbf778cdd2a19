package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import loadtest.settings.BadInput;
import loadtest.testing.JvmNotes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationsTest {
    private static final TreeMap<String, List<String>> CLASSES = new TreeMap<>(
            Map.of("OneThing", List.of("a.OneThing"), "Other", List.of("b.Other"), "Together", List.of("c.Together")));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"*", "OneThing", "One*", "?ther", "*h*", "Together"})
    void takesWhatExists(String glob) {
        Simulations.require(glob, CLASSES, Set.of("Together"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nope", "Nope*", "onething", "One", "OneThing,Other", "O.*", "", "T*", "Togethe?"})
    void refusesWhatDoesNot(String glob) {
        assertThatThrownBy(() -> Simulations.require(glob, CLASSES, Set.of("Together")))
                .isInstanceOf(BadInput.class)
                .hasMessage("-Dsimulation: found '" + glob
                        + "'; valid: OneThing, Other, Together, or a pattern such as O*");
    }

    @Test
    void findsEveryScenarioInAJarThatListsNoFolders() throws Exception {
        var jar = folder.resolve("package.jar");
        var places = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var place : places.stream().filter(Files::isDirectory).toList()) {
                add(out, place);
            }
        }
        var libraries = places.stream().filter(Files::isRegularFile).map(Path::toString);
        var classPath = jar + File.pathSeparator + libraries.collect(Collectors.joining(File.pathSeparator));

        assertThat(run(classPath, "*")).isEmpty();
        assertThat(run(classPath, "Nope"))
                .contains("-Dsimulation: found 'Nope'; valid: "
                        + String.join(", ", Simulations.classes().keySet()) + ", or a pattern")
                .contains("\n::error title=performance::nothing was run: -Dsimulation: found 'Nope'");
        assertThat(folder.resolve("step.md"))
                .content()
                .startsWith("## ✗ Performance: nothing was run\n\n- -Dsimulation: found 'Nope'");
        assertThat(Simulations.classes()).hasSameSizeAs(Scenarios.written());
    }

    private static void add(JarOutputStream out, Path place) throws IOException {
        try (var files = Files.walk(place)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = place.relativize(file).toString().replace('\\', '/');
                if (name.matches("loadtest/(scenario|settings|target)/.*\\.class|scenarios/.*")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    /** Its console. */
    private String run(String classPath, String glob) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-cp", classPath, Simulations.class.getName(), glob)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("GITHUB_ACTIONS", "true");
        builder.environment()
                .put("GITHUB_STEP_SUMMARY", folder.resolve("step.md").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var console = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return JvmNotes.without(console);
    }
}
