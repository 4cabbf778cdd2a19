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
