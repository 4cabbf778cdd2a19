package loadtest.target;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loadtest.settings.BadInput;
import loadtest.settings.Daemon;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.standin.StandInJvm;

/**
 * A stand-in in a JVM of its own, so that it does not share the load generator's heap and clock. It lives as long as
 * the pipe to its standard input, which ends with this process however that ends.
 */
public final class StandInProcess implements AutoCloseable {
    private static final int START_SECONDS = 120; // unpacking Postgres for the first time on a slow laptop
    private static final Path WORK_DIR = ProjectFolder.resolve("target");

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final StandInJvm jvm;
    private final Map<String, String> variables;

    /** One that has been started and is not ready yet. */
    static final class Starting {
        private final StandInJvm jvm;
        private final CompletableFuture<String> line;

        private Starting(StandInJvm jvm) {
            this.jvm = jvm;
            this.line = CompletableFuture.supplyAsync(
                    () -> firstLine(jvm.process()),
                    task -> Daemon.thread("stand-in-start", task).start());
        }

        /**
         * Waits until it is seeded and answers.
         *
         * @throws BadInput if it does not come up; what it said is on standard error then
         */
        StandInProcess ready() {
            try {
                var variables = new ObjectMapper()
                        .readValue(
                                line.get(START_SECONDS, TimeUnit.SECONDS), new TypeReference<Map<String, String>>() {});
                return new StandInProcess(jvm, variables);
            } catch (IOException e) {
                throw new BadInput("the stand-in did not start: " + Failure.line(e));
            } catch (ExecutionException | TimeoutException e) {
                throw new BadInput("the stand-in did not start; the line before this one says why");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BadInput("interrupted while the stand-in was starting");
            }
        }
    }

    private StandInProcess(StandInJvm jvm, Map<String, String> variables) {
        this.jvm = jvm;
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
        return launch(workDir, faults, options).ready();
    }

    /** Starts one and does not wait. */
    static Starting launch(Optional<Path> faults) {
        return launch(WORK_DIR, faults, List.of());
    }

    private static Starting launch(Path workDir, Optional<Path> faults, List<String> options) {
        try {
            var all = new ArrayList<>(options);
            all.add("-Dfaults=" + faults.map(Path::toString).orElse(""));
            // The settings of a real target are not passed on to it.
            return new Starting(StandInJvm.start(workDir, all));
        } catch (IOException e) {
            throw new BadInput("the stand-in did not start: " + Failure.line(e));
        }
    }

    /** The settings that point the suite at it. */
    public Map<String, String> variables() {
        return variables;
    }

    /** The id of its JVM's process. */
    public long pid() {
        return jvm.process().pid();
    }

    /** What its JVM has used so far, without its Postgres; zero where the system does not tell. */
    public Duration cpu() {
        return jvm.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Has it end, and this JVM wait for that at its own end; what is written meanwhile need not wait. */
    void endBeside() {
        jvm.end();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stand-in-end"));
        } catch (IllegalStateException e) {
            close(); // this JVM ends already
        }
    }

    @Override
    public void close() {
        jvm.end();
        try {
            jvm.await(LONGEST_END);
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
