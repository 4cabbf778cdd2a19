package loadtest.standin.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import loadtest.settings.ClassPath;

/**
 * Processes that do not inherit this one's environment: it holds secrets, of this project and of others, which are no
 * business of a child. Uses the JDK alone, like the {@link Watchdog}.
 */
public final class ChildProcess {
    /** What programs need to find themselves, their user's files, language and time zone; and the stand-in's own. */
    private static final Pattern HANDED_ON = Pattern.compile(
            "PATH|HOME|USER|LOGNAME|TMPDIR|TMP|TEMP|LANG|LANGUAGE|LC_[A-Z]+|TZ|TZDIR"
                    + "|JAVA_HOME|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH"
                    + "|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|LOCALAPPDATA|APPDATA"
                    + "|PERF_STANDIN_PORT|PERF_STANDIN_FAULTS|PERF_DEBUG",
            Pattern.CASE_INSENSITIVE);

    private ChildProcess() {}

    /** This command, with the few variables that every program may have. */
    public static ProcessBuilder of(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> !HANDED_ON.matcher(name).matches());
        return builder;
    }

    /**
     * A class of this project in a JVM of its own.
     *
     * @param options of that JVM
     */
    public static ProcessBuilder java(List<String> options, Class<?> main, String... arguments) {
        return java(options, ClassPath.ofThisProcess(), main, arguments);
    }

    /** The same by another class path. */
    public static ProcessBuilder java(List<String> options, String classPath, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return of(command);
    }
}
