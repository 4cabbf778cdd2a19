package loadtest.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The machine's own Node.js, with packages that a lock file names, in a folder of theirs. */
public final class Npm {
    private static final String LOCK = "package-lock.json";

    /** Major versions of Node.js. */
    private static final int OLDEST = 20;

    private static final int LONGEST_SECONDS = 300;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final Pattern CODE = Pattern.compile("npm (?:error|ERR!) code (\\S+)");

    /** What npm says where there is no way to a registry; anything else it says is a failure. */
    private static final Set<String> NO_WAY = Set.of(
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ECONNRESET",
            "EHOSTUNREACH",
            "ENETUNREACH",
            "ENOTCACHED",
            "ENOTFOUND",
            "ERR_SOCKET_TIMEOUT",
            "ETIMEDOUT");

    private final Path folder;

    /** @param folder for the packages and the cache; it is made if need be */
    public Npm(Path folder) {
        this.folder = folder;
    }

    /**
     * Why packages cannot be used on this machine; empty if they can.
     *
     * @param programs finds a program by its name
     */
    public static Optional<String> missing(Function<String, Optional<Path>> programs)
            throws IOException, InterruptedException {
        for (var name : List.of("node", "npm")) {
            if (programs.apply(name).isEmpty()) {
                return Optional.of(name + " is not on the PATH");
            }
        }
        return tooOld(run(Path.of("."), Map.of(), List.of(programs.apply("node").get() + "", "--version"))
                .output());
    }

    /** @param version as {@code node --version} says it */
    static Optional<String> tooOld(String version) {
        var major = VERSION.matcher(version.strip());
        return major.matches() && Integer.parseInt(major.group(1)) >= OLDEST
                ? Optional.empty()
                : Optional.of("node is " + version.strip() + ", and must be v" + OLDEST + " or newer");
    }

    /** Copies these files into the folder and installs what the lock among them names; runs no script of a package. */
    public EndedProcess install(Path files) throws IOException, InterruptedException {
        copy(files);
        return install();
    }

    /**
     * The same, unless another test has installed what this lock names. Only one process at a time installs, and what
     * another runs meanwhile is not taken away.
     */
    public Optional<EndedProcess> installOnce(Path files) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var wanted = Files.readString(files.resolve(LOCK));
        var installed = folder.resolve("installed.json");
        try (var channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
                var alone = channel.lock()) {
            copy(files);
            if (alone.isValid()
                    && Files.exists(installed)
                    && Files.readString(installed).equals(wanted)) {
                return Optional.empty();
            }
            var ended = install();
            if (ended.code() == 0) {
                Files.writeString(installed, wanted);
            }
            return Optional.of(ended);
        }
    }

    /**
     * Installs what a lock names, unless that was done before.
     *
     * @param files the lock and what goes with it
     * @return why it is not installed; empty where it is
     * @throws AssertionError where npm fails though it has Node.js and a registry
     */
    public Optional<String> notInstalled(Path files) throws IOException, InterruptedException {
        var missing = missing(SystemProgram::find);
        if (missing.isPresent()) {
            return missing;
        }
        var installed = installOnce(files);
        var unreachable = installed.flatMap(Npm::unreachable);
        assertThat(unreachable.isPresent() || installed.map(EndedProcess::code).orElse(0) == 0)
                .as("%s", installed)
                .isTrue();
        return unreachable;
    }

    /**
     * Skips the test where something is missing, and says so on the console, too.
     *
     * @param missing what this class says of the machine
     * @param notDone what the test would have done, such as "no page is walked"
     */
    public static void skipIfMissing(Optional<String> missing, String notDone) {
        missing.map(why -> notDone + ": " + why).ifPresent(said -> {
            System.out.println(said);
            abort(said);
        });
    }

    private void copy(Path files) throws IOException {
        Files.createDirectories(folder);
        try (var all = Files.list(files)) {
            for (var file : all.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Once more, by the lock as it is now. */
    public EndedProcess install() throws IOException, InterruptedException {
        return run(
                folder,
                Map.of(
                        "npm_config_cache",
                        folder.resolve("cache").toAbsolutePath().toString()),
                List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"));
    }

    /** Why nothing could be fetched; empty if the installation came as far as a registry. */
    public static Optional<String> unreachable(EndedProcess install) {
        if (install.code() == 0) {
            return Optional.empty();
        }
        return code(install).filter(NO_WAY::contains).map(code -> "npm cannot reach its registry (" + code + ")");
    }

    /** What npm calls the failure. */
    public static Optional<String> code(EndedProcess install) {
        return CODE.matcher(install.output())
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    /** Runs a script of the folder with these variables beside its usual ones. */
    public EndedProcess node(String script, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return run(folder, variables, command);
    }

    private static EndedProcess run(Path folder, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("node", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        try {
            return EndedProcess.of(builder, out, LONGEST_SECONDS);
        } finally {
            Files.delete(out);
        }
    }
}
