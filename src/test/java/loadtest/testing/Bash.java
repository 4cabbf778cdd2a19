package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scripts as a job runs them. */
public final class Bash {
    private static final int LONGEST_SECONDS = 120;

    private Bash() {}

    /** Puts a program of that name into a folder, which scripts find there if {@code PATH} has it. */
    public static void tool(Path folder, String name, String script) throws IOException {
        Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n")
                .toFile()
                .setExecutable(true);
    }

    /** Runs a script in the project's folder with these variables beside its usual ones. */
    public static EndedProcess run(Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        return in(Path.of(""), variables, command);
    }

    /** The same in another folder. */
    public static EndedProcess in(Path folder, Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("bash"));
        words.addAll(List.of(command));
        var builder =
                new ProcessBuilder(words).directory(folder.toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(GITHUB|PERF)_.*"));
        builder.environment().putAll(variables);
        var out = Files.createTempFile("bash", ".txt");
        try {
            return EndedProcess.of(builder, out, LONGEST_SECONDS);
        } finally {
            Files.delete(out);
        }
    }
}
