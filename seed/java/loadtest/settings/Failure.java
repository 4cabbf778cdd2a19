package loadtest.settings;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Describes what was thrown in one line, with every secret masked. A stack trace is printed only where
 * {@code PERF_DEBUG} asks for it, masked as well.
 */
public final class Failure {
    private static final Map<Class<? extends FileSystemException>, String> REASONS = Map.of(
            NoSuchFileException.class, "there is no such file",
            NotDirectoryException.class, "it is no folder",
            FileAlreadyExistsException.class, "a file is in the way",
            AccessDeniedException.class, "it may not be accessed");

    private static volatile boolean traces = "true".equals(System.getenv("PERF_DEBUG"));

    private Failure() {}

    /** Whether stack traces are shown. */
    public static boolean traces() {
        return traces;
    }

    static void showTraces(boolean shown) {
        traces = shown;
    }

    /** The failure in one line; of a {@link BadInput} its own message. Prints the stack trace where that is asked for. */
    public static String line(Throwable thrown) {
        return line(thrown, true);
    }

    /** The same without the name of the file that failed, for a message that names it already. */
    public static String reason(Throwable thrown) {
        return line(thrown, false);
    }

    private static String line(Throwable thrown, boolean withFile) {
        if (traces) {
            print(thrown, System.err);
        }
        var cause = unwrapped(thrown);
        if (cause instanceof BadInput) {
            return Mask.current().in(cause.getMessage());
        }
        return Mask.current().in(cause instanceof IOException failed ? of(failed, withFile) : unexpected(cause));
    }

    /** An unexpected exception is named by its class, too. */
    private static String unexpected(Throwable cause) {
        return named(cause) + (traces ? "" : " (unexpected; PERF_DEBUG=true shows where)");
    }

    private static String of(IOException failed, boolean withFile) {
        if (failed instanceof FileSystemException file && file.getFile() != null) {
            var reason =
                    file.getReason() == null ? REASONS.getOrDefault(file.getClass(), named(file)) : file.getReason();
            return ForeignText.inOneLine(withFile ? file.getFile() + ": " + reason : reason);
        }
        return failed.getMessage() == null ? named(failed) : ForeignText.inOneLine(failed.getMessage());
    }

    private static String named(Throwable cause) {
        var name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + ForeignText.inOneLine(cause.getMessage());
    }

    /** Without what only carries another from one thread or method to the next. */
    private static Throwable unwrapped(Throwable thrown) {
        var carries = thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof UncheckedIOException
                || thrown instanceof InvocationTargetException
                || thrown instanceof ExceptionInInitializerError;
        return carries && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
    }

    private static void print(Throwable thrown, PrintStream out) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        out.print(Mask.current().in(text.toString()));
    }
}
