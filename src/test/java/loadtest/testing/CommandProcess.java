package loadtest.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of ours as users start it: a process of its own, which gets its settings by environment. */
public final class CommandProcess {
    private static final int LONGEST_SECONDS = 300;

    private final String main;
    private final String classPath;
    private final List<String> options;

    private CommandProcess(String main, String classPath, List<String> options) {
        this.main = main;
        this.classPath = classPath;
        this.options = options;
    }

    public static CommandProcess of(Class<?> main) {
        return new CommandProcess(main.getName(), Trial.classPath(), List.of());
    }

    /** With classes that take the place of ours. */
    public static CommandProcess of(String main, Path classes) {
        return new CommandProcess(main, classes + File.pathSeparator + Trial.classPath(), List.of());
    }

    /** @param options such as {@code -Dport=0} */
    public CommandProcess with(String... options) {
        return new CommandProcess(main, classPath, List.of(options));
    }

    /** @param variables all that its environment holds */
    public ProcessBuilder in(Path folder, Map<String, String> variables, String... arguments) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Trial.SHORT_LIVED);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder;
    }

    /** Runs it to its end, and leaves a file of its output in the folder. */
    public EndedProcess run(Path folder, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        return EndedProcess.of(in(folder, variables, arguments), folder.resolve("out.txt"), LONGEST_SECONDS);
    }
}
