package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's own browser, without a window. */
public final class Chromium {
    static final String MISSING = "neither Chromium nor Chrome is installed";
    private static final int LONGEST_SECONDS = 180;

    private Chromium() {}

    public static Optional<Path> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> SystemProgram.find(name).stream())
                .findFirst();
    }

    /**
     * The page's elements once it has settled, of a page on which nothing went wrong. Skips the test where there is no
     * browser.
     *
     * @param folder for the browser's own files
     */
    public static String page(Path folder, String address) throws IOException, InterruptedException {
        assumeTrue(find().isPresent(), MISSING);
        var html = folder.resolve("shown.html").toFile();
        var log = folder.resolve("browser.log");
        var process = new ProcessBuilder(command(folder, address))
                .redirectOutput(html)
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(log)).doesNotContain("CONSOLE");
        return Files.readString(html.toPath());
    }

    private static List<String> command(Path folder, String address) {
        var command = new ArrayList<String>();
        command.add(find().orElseThrow().toString());
        command.addAll(List.of(
                "--headless",
                "--no-sandbox", // it does not start as root with one; it sees this page alone
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1280,3000",
                "--virtual-time-budget=3000",
                "--dump-dom",
                address));
        return command;
    }
}
