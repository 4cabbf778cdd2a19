package loadtest.report.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that shows standard output, if one does. The plugin's fork has Maven's own standard output, so what this
 * process sees is what the reader sees.
 *
 * @param columns its width; empty where it does not say
 */
public record Screen(boolean isTerminal, OptionalInt columns) {
    /** A narrower one is treated as if it were so wide. */
    static final int NARROWEST = 40;

    private static final Screen NONE = new Screen(false, OptionalInt.empty());
    private static final Path OUTPUT = Path.of("/proc/self/fd/1");

    /** That of this process. */
    public static Screen ofThisProcess() {
        return isOne() ? new Screen(true, askedColumns()) : NONE;
    }

    /** Linux shows what standard output is; elsewhere a console needs a terminal at both ends. */
    private static boolean isOne() {
        try {
            var output = Files.readSymbolicLink(OUTPUT).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty") || output.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    private static OptionalInt askedColumns() {
        try {
            var asked = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(asked.getInputStream().readAllBytes()).strip();
            return asked.waitFor(1, TimeUnit.SECONDS) && answer.matches("\\d{1,5} [1-9]\\d{0,4}")
                    ? OptionalInt.of(Math.max(NARROWEST, Integer.parseInt(answer.split(" ")[1])))
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
