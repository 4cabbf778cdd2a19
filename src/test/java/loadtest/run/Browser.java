package loadtest.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loadtest.settings.Failure;
import loadtest.settings.Mask;

/**
 * Opens a page in the user's browser, by the program that the platform has for it. The JVM's own way would start a
 * graphical toolkit within the load generator.
 *
 * @param system the name of the operating system
 * @param variables of the environment
 */
record Browser(String system, Map<String, String> variables) {
    /** A program that still runs after this time has become the browser itself. */
    private static final long LONGEST_SECONDS = 10;

    static Browser ofThisMachine() {
        return new Browser(System.getProperty("os.name"), System.getenv());
    }

    /**
     * Opens the page. Waits for the program's answer; the browser outlives this process.
     *
     * @return why no browser was opened; empty where one was
     */
    Optional<String> open(String address) {
        var reason = absent();
        return reason.isPresent() ? reason : run(command(address));
    }

    /** Why nobody would see a browser here. */
    Optional<String> absent() {
        if (isSet("CI") && !variables.get("CI").equalsIgnoreCase("false")) {
            return Optional.of("CI is set");
        }
        var seen = isWindows()
                || isMac()
                || Stream.of("DISPLAY", "WAYLAND_DISPLAY", "BROWSER").anyMatch(this::isSet);
        return seen ? Optional.empty() : Optional.of("there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set");
    }

    List<String> command(String address) {
        if (isWindows()) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        return List.of(isMac() ? "open" : "xdg-open", address);
    }

    private static Optional<String> run(List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .redirectInput(Redirect.PIPE);
        var mask = Mask.current();
        builder.environment().values().removeIf(value -> !mask.in(value).equals(value)); // no secret goes to a browser
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0
                    ? Optional.of(command.get(0) + " ended with " + process.exitValue())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Failure.line(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isBlank();
    }

    private boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private boolean isMac() {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }
}
