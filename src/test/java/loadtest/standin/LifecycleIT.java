package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loadtest.settings.BadInput;
import org.junit.jupiter.api.Test;

/** A stand-in as a child process: it and its Postgres end with their parent, however that dies. */
class LifecycleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A child that is ready; {@code home} is the folder of its files. */
    private record Child(Process process, BufferedReader out, Map<?, ?> variables) {
        static Child start() throws IOException {
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // Numbers in addresses, files and SQL must not be written in the digits of the user's language.
                    "-Duser.language=ar",
                    "-Duser.country=EG",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StandIn.class.getName(),
                    "--child");
            builder.environment().keySet().removeIf(name -> name.startsWith("PERF_") || name.startsWith("SUPABASE_"));
            var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = out.readLine();
            assertThat(line).startsWith("{");
            return new Child(process, out, new ObjectMapper().readValue(line, Map.class));
        }

        Path home() {
            return Path.of(variables.get("PERF_SUMMARY_PATH").toString()).getParent();
        }

        List<ProcessHandle> postgres() {
            return ProcessHandle.allProcesses()
                    .filter(one -> one.info()
                            .commandLine()
                            .orElse("")
                            .contains(home().resolve("data").toString()))
                    .toList();
        }
    }

    @Test
    void itEndsWithItsStandardInputAndSaysOneLineOnly() throws Exception {
        var child = Child.start();
        assertThat(child.postgres()).isNotEmpty();
        assertThat(child.home().resolve("perf_seed_summary.json")).isRegularFile();
        assertThat(child.variables().keySet())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "PERF_BASE_URL",
                        "PERF_ORG_SLUG",
                        "PERF_APP_BASE_URL",
                        "PERF_VOUCHER_PREVIEW_URL",
                        "PERF_CAMPAIGN_DISPATCH_URL",
                        "PERF_STATION_REDEEM_URL",
                        "SUPABASE_URL",
                        "SUPABASE_SERVICE_ROLE_KEY",
                        "SUPABASE_DB_URL",
                        "PERF_SUPABASE_METRICS_URL",
                        "BRIDGE_SHARED_SECRET",
                        "PERF_SUMMARY_PATH");

        child.process().getOutputStream().close();

        assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(child.process().exitValue()).isZero();
        assertThat(child.out().readLine()).isNull();
        assertNothingLeft(child);
    }

    @Test
    void killedItLeavesNothing() throws Exception {
        var child = Child.start();
        assertThat(child.postgres()).isNotEmpty();

        child.process().destroyForcibly().waitFor();

        assertNothingLeft(child);
    }

    @Test
    void aTakenPortIsOneLineAndStartsNothing() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(StandIn.HOST))) {
            assertThatThrownBy(() -> StandIn.start(taken.getLocalPort(), Path.of("target", "never")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageNotContaining("\n");
        }
        assertThat(Path.of("target", "never")).doesNotExist();
    }

    private static void assertNothingLeft(Child child) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline) && (!child.postgres().isEmpty() || Files.exists(child.home()))) {
            Thread.sleep(20);
        }
        assertThat(child.postgres()).isEmpty();
        assertThat(child.home()).doesNotExist();
    }
}
