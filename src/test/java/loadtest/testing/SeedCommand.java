package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loadtest.seed.Seed;

/** The seeder as users start it: a process of its own, which gets its settings by environment. */
public final class SeedCommand {
    private SeedCommand() {}

    /** What a process left. */
    public record Ended(int code, String out, String err) {}

    public static ProcessBuilder of(Path folder, Map<String, String> variables, String... arguments) {
        return CommandProcess.of(Seed.class).in(folder, variables, arguments);
    }

    /** Runs it to its end in an empty folder. */
    public static Ended run(Path folder, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        var out = Files.createTempFile(Path.of("target"), "seed", ".out");
        var err = Files.createTempFile(Path.of("target"), "seed", ".err");
        var process = of(folder, variables, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }
}
