package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Scripts that use a page as people do, by playwright-core and axe-core from a registry of packages and the machine's own
 * browser. Tests that use it are tagged {@code browser}; {@code mvn verify -Pbrowser} runs them.
 *
 * <p>A script of {@code src/test/resources/browser} calls {@code walk} of {@code browser.mjs} with its steps, and fails
 * with what did not hold.
 */
public final class BrowserWalk {
    private static final Path FILES = Path.of("src/test/resources/browser");
    private static final Npm NPM = new Npm(Path.of("target", "browser"));
    private static Optional<String> reason;

    private BrowserWalk() {}

    /** Skips the test, and says why, where there is no browser, no Node.js or no way to a registry. */
    public static synchronized void assumePossible() throws IOException, InterruptedException {
        if (reason == null) {
            reason = missing();
        }
        Npm.skipIfMissing(reason, "no page is walked");
    }

    private static Optional<String> missing() throws IOException, InterruptedException {
        return Chromium.find().isEmpty() ? Optional.of(Chromium.MISSING) : NPM.notInstalled(FILES);
    }

    /**
     * Looks at any page in its widths and colours, by keyboard and with axe.
     *
     * @param address of a page that is served, or of a file
     */
    public static void page(String address) throws IOException, InterruptedException {
        run("page.mjs", address);
    }

    /** Runs a script on a page, and fails with what the script says. */
    public static void run(String script, String address, String... arguments)
            throws IOException, InterruptedException {
        assumePossible();
        var all = new String[arguments.length + 1];
        all[0] = address;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var browser = Map.of("BROWSER", Chromium.find().orElseThrow().toString());
        var walked = NPM.node(script, browser, all);

        assertThat(walked.code())
                .as("%s %s%n%s", script, address, walked.output())
                .isZero();
    }
}
