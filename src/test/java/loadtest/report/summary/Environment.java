package loadtest.report.summary;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.settings.SuiteVersion;

/** The version of the suite, and the machine it runs on. */
public final class Environment {
    private static final int ABBREVIATED = 12; // characters of a commit
    private static final String UNKNOWN = "unknown";

    /** Found once, since somebody may commit during a run. */
    private static final Summary.Suite SUITE = find();

    private Environment() {}

    /** The versions of this suite, its engine and Java. */
    public static Summary.Suite suite() {
        return SUITE;
    }

    private static Summary.Suite find() {
        // A shaded jar has no manifest of the engine.
        var gatling = Optional.ofNullable(Gatling.class.getPackage().getImplementationVersion());
        return new Summary.Suite(
                SuiteVersion.text(),
                home().flatMap(Environment::commit).orElse(null),
                gatling.orElse(UNKNOWN),
                Runtime.version().toString());
    }

    /** This process and the machine under it. */
    public static Summary.GeneratorMachine machine() {
        var runtime = Runtime.getRuntime();
        return new Summary.GeneratorMachine(
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    /** The name of this machine as it calls itself, asked of no name server; {@code localhost} where it has none. */
    public static String hostName() {
        return Stream.of(System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME"), nameInFile())
                .filter(name -> name != null && !name.isBlank())
                .map(String::strip)
                .findFirst()
                .orElse("localhost");
    }

    private static String nameInFile() {
        try {
            return Files.readString(Path.of("/etc/hostname"));
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    /** The place of these classes; the working directory may be in another clone. */
    private static Optional<Path> home() {
        try {
            var source = Environment.class.getProtectionDomain().getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The commit that is checked out in the clone that holds a folder; empty where there is no clone. */
    static Optional<String> commit(Path inside) {
        for (var folder = inside.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var git = folder.resolve(".git");
            if (Files.exists(git)) {
                try {
                    return head(gitFolder(git)).map(id -> id.substring(0, Math.min(ABBREVIATED, id.length())));
                } catch (IOException | RuntimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** In a linked working tree {@code .git} is a file with the path of the real folder. */
    private static Path gitFolder(Path git) throws IOException {
        return Files.isDirectory(git) ? git : git.resolveSibling(afterColon(git));
    }

    private static Optional<String> head(Path git) throws IOException {
        var head = Files.readString(git.resolve("HEAD")).strip();
        if (!head.startsWith("ref:")) {
            return Optional.of(head);
        }
        var name = afterColon(git.resolve("HEAD"));
        var common = git.resolve("commondir");
        var shared = Files.exists(common) ? git.resolve(Files.readString(common).strip()) : git;
        return Files.exists(shared.resolve(name))
                ? Optional.of(Files.readString(shared.resolve(name)).strip())
                : packed(shared.resolve("packed-refs"), name);
    }

    private static Optional<String> packed(Path file, String name) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.endsWith(" " + name))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst();
        }
    }

    private static String afterColon(Path file) throws IOException {
        var text = Files.readString(file);
        return text.substring(text.indexOf(':') + 1).strip();
    }
}
