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
 * What is said of something that was thrown: one line, with every secret masked. A stack trace is printed only where
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

    /** The story in one line; of a {@link BadInput} its own. Prints the stack trace where that is asked for. */
    public static String line(Throwable thrown) {
        if (traces) {
            print(thrown, System.err);
        }
        var cause = unwrapped(thrown);
        if (cause instanceof BadInput) {
            return Mask.current().in(cause.getMessage());
        }
        return Mask.current().in(cause instanceof IOException trouble ? of(trouble) : unexpected(cause));
    }

    /** Of what nobody foresaw, the class says as much as the message. */
    private static String unexpected(Throwable cause) {
        return named(cause) + (traces ? "" : " (unexpected; PERF_DEBUG=true shows where)");
    }

    private static String of(IOException trouble) {
        if (trouble instanceof FileSystemException file && file.getFile() != null) {
            var reason =
                    file.getReason() == null ? REASONS.getOrDefault(file.getClass(), named(file)) : file.getReason();
            return ForeignText.inOneLine(file.getFile() + ": " + reason);
        }
        return trouble.getMessage() == null ? named(trouble) : ForeignText.inOneLine(trouble.getMessage());
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
