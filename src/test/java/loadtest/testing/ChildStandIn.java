package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.ProbeClient;
import loadtest.standin.StandInJvm;
import loadtest.standin.database.Watchdog;

/** A stand-in as a child process, which is ready. */
public record ChildStandIn(Process process, BufferedReader out, Map<?, ?> variables) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static ChildStandIn start(String... options) throws IOException {
        return start(command(options));
    }

    public static ChildStandIn start(ProcessBuilder command) throws IOException {
        var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = out.readLine();
        assertThat(line).startsWith("{");
        return new ChildStandIn(process, out, new ObjectMapper().readValue(line, Map.class));
    }

    public static ProcessBuilder command(String... options) throws IOException {
        return command(Path.of("target"), options);
    }

    public static ProcessBuilder command(Path workDir, String... options) throws IOException {
        var all = new ArrayList<>(List.of(options));
        all.addAll(Trial.SHORT_LIVED);
        // Numbers in addresses, files and SQL must not be written in the digits of the user's language.
        all.addAll(List.of("-Duser.language=ar", "-Duser.country=EG"));
        return StandInJvm.command(workDir, all);
    }

    /** The folder of its files. */
    public Path home() {
        return Path.of(variables.get("PERF_SUMMARY_PATH").toString()).getParent();
    }

    public List<ProcessHandle> postgres() {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info()
                        .commandLine()
                        .orElse("")
                        .contains(home().resolve("data").toString()))
                .toList();
    }

    /** The process that stops its Postgres and deletes its files. */
    public Optional<ProcessHandle> watchdog() {
        return watchdog(process);
    }

    /** Of a child that may not be ready yet. */
    public static Optional<ProcessHandle> watchdog(Process process) {
        return process.children()
                .filter(one -> one.info().commandLine().orElse("").contains(Watchdog.class.getName()))
                .findFirst();
    }

    /** The status of its health endpoint. */
    public int health() throws IOException {
        var address = URI.create(variables.get("PERF_BASE_URL") + "/api/healthz");
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            return client.send(HttpRequest.newBuilder(address).build()).statusCode();
        }
    }

    /** Waits until neither its Postgres nor its files are there. */
    public void awaitNothingLeft() throws Exception {
        Await.until(PATIENCE, () -> postgres().isEmpty() && !Files.exists(home()));
    }
}
