package loadtest.target;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.standin.StandIn;

/**
 * A stand-in in a JVM of its own, so that it does not share the load generator's heap and clock. It lives as long as
 * the pipe to its standard input, which ends with this process however that ends.
 */
public final class StandInProcess implements AutoCloseable {
    private static final int START_SECONDS = 120; // unpacking Postgres for the first time on a slow laptop
    private static final Path WORK_DIR = ProjectFolder.resolve("target");

    private final Process process;
    private final Map<String, String> variables;

    private StandInProcess(Process process, Map<String, String> variables) {
        this.process = process;
        this.variables = variables;
    }

    /**
     * Starts one and waits until it is seeded and answers.
     *
     * @param faults the plan of what goes wrong in it, from the start
     * @throws BadInput if it does not come up; what it said is on standard error then
     */
    public static StandInProcess start(Optional<Path> faults) {
        return start(faults, List.of());
    }

    /** @param options of its JVM */
    public static StandInProcess start(Optional<Path> faults, List<String> options) {
        return start(WORK_DIR, faults, options);
    }

    static StandInProcess start(Path workDir, Optional<Path> faults, List<String> options) {
        try {
            var all = new ArrayList<>(options);
            all.add("-Dfaults=" + faults.map(Path::toString).orElse(""));
            // The settings of a real target are not passed on to it.
            var process = StandIn.child(workDir, all.toArray(String[]::new))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var ready = CompletableFuture.supplyAsync(() -> firstLine(process));
            var variables = new ObjectMapper()
                    .readValue(ready.get(START_SECONDS, TimeUnit.SECONDS), new TypeReference<Map<String, String>>() {});
            return new StandInProcess(process, variables);
        } catch (IOException e) {
            throw new BadInput("the stand-in did not start: " + Failure.line(e));
        } catch (ExecutionException | TimeoutException e) {
            throw new BadInput("the stand-in did not start; the line before this one says why");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("interrupted while the stand-in was starting");
        }
    }

    /** The settings that point the suite at it. */
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String firstLine(Process process) {
        try {
            var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line == null) {
                throw new IOException("it ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
