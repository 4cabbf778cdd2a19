package loadtest.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sources of the simulations, each in the room of its scenario. */
public final class Simulations {
    private static final Path SUITE = Path.of("src/test/java");

    /** Where every scenario has its room. */
    public static final Path ROOMS = SUITE.resolve("loadtest/scenario");

    private Simulations() {}

    /** The source of a class below these rooms, by its simple name, such as {@code ApiSmoke}. */
    public static Path source(String simulation) {
        try (var files = Files.walk(ROOMS)) {
            return files.filter(file -> file.endsWith(simulation + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no class " + simulation + " below " + ROOMS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its class, by the same name. */
    public static String className(String simulation) {
        return SUITE.relativize(source(simulation))
                .toString()
                .replaceAll("[/\\\\]", ".")
                .replaceAll("\\.java$", "");
    }
}
