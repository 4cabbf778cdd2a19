package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedLinesTest {
    private static final int LINES = 200;

    @TempDir
    Path folder;

    @Test
    void goesOnWhereOthersHaveEnded() throws IOException {
        var file = folder.resolve("made/log");
        append(file, "{\"run\":1}");
        append(file, "{\"run\":2}", "{\"run\":2}");

        assertThat(Files.readAllLines(file)).containsExactly("{\"run\":1}", "{\"run\":2}", "{\"run\":2}");
    }

    @Test
    void aLineThatWasCutOffSpoilsNoOther() throws IOException {
        var file = Files.writeString(folder.resolve("log"), "{\"run\":1}\n{\"ru");
        try (var lines = AppendedLines.open(file)) {
            lines.append("{\"run\":2}");
            Files.writeString(file, "{\"of\":\"one that was killed mean", StandardOpenOption.APPEND);
            lines.append("{\"run\":2}");

            assertThat(lines.count(line -> line.path("run").asInt() == 2)).isEqualTo(2);
        }
        assertThat(Files.readString(file))
                .isEqualTo("{\"run\":1}\n{\"ru\n{\"run\":2}\n{\"of\":\"one that was killed mean\n{\"run\":2}\n");
    }

    @Test
    void countsOnlyWhatCameSinceAndIsStillThere() throws IOException {
        var file = folder.resolve("log");
        append(file, "{\"run\":2}");
        try (var lines = AppendedLines.open(file)) {
            lines.append("{\"run\":2}");
            append(file, "{\"run\":3}", "no object");
            assertThat(lines.count(line -> line.path("run").asInt() == 2)).isEqualTo(1);

            Files.writeString(file, "");
            assertThat(lines.count(line -> true)).isZero();
        }
    }

    /** Each is longer than what one write of a stream's buffer takes. */
    @Test
    void linesOfSeveralThreadsAndProcessesStayWhole() throws Exception {
        var file = folder.resolve("log");
        var others = List.of(process(file, "a"), process(file, "b"));
        var threads = Executors.newFixedThreadPool(2);
        Callable<Void> writing = () -> {
            write(file, "c");
            return null;
        };
        for (var done : threads.invokeAll(List.of(writing, writing))) {
            done.get();
        }
        threads.shutdown();
        for (var other : others) {
            assertThat(other.waitFor()).isZero();
        }

        var found = Files.readAllLines(file);
        assertThat(found.size()).isEqualTo(4 * LINES);
        for (var who : Map.of("a", LINES, "b", LINES, "c", 2 * LINES).entrySet()) {
            assertThat(found.stream().filter(line(who.getKey())::equals).count())
                    .isEqualTo(who.getValue().longValue());
        }
    }

    /** The other process of a test. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), arguments[1]);
    }

    private static void write(Path file, String who) throws IOException {
        try (var lines = AppendedLines.open(file)) {
            for (int i = 0; i < LINES; i++) {
                lines.append(line(who));
            }
        }
    }

    private static String line(String who) {
        return "{\"who\":\"" + who.repeat(20_000) + "\"}";
    }

    private static Process process(Path file, String who) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", Trial.classPath(), AppendedLinesTest.class.getName(), file.toString(), who)
                .inheritIO()
                .start();
    }

    private static void append(Path file, String... lines) throws IOException {
        try (var open = AppendedLines.open(file)) {
            for (var line : lines) {
                open.append(line);
            }
        }
    }
}
