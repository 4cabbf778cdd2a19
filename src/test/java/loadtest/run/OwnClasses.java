package loadtest.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import loadtest.settings.Settings;

/**
 * Loads every class of this suite that a run may need, before its load: somebody may compile in another window while
 * it goes, and what is first asked for at the end would be gone then. Libraries are in jars, which stay as they are.
 */
final class OwnClasses {
    /** What no run uses: the stand-in has a process of its own. */
    private static final String OTHERS = "loadtest/(standin|truth|benchmark|testing)/.*|.*(Test|IT)(\\$.*)?\\.class";

    private OwnClasses() {}

    /** Loads them; one that cannot be loaded is left to whoever asks for it. */
    static void load() {
        for (var anchor : List.of(OwnClasses.class, Settings.class)) {
            try {
                var place = Path.of(anchor.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                if (Files.isDirectory(place)) {
                    names(place).forEach(OwnClasses::load);
                }
            } catch (IOException | URISyntaxException e) {
                // They are loaded when they are needed, then.
            }
        }
    }

    private static Stream<String> names(Path place) throws IOException {
        try (var files = Files.walk(place.resolve("loadtest"))) {
            return files
                    .map(file -> place.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.matches(OTHERS))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList()
                    .stream();
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Somebody compiles just now.
        }
    }
}
