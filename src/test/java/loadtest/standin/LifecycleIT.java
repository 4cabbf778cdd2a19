package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.ProbeClient;
import loadtest.standin.database.Watchdog;
import loadtest.testing.Await;
import loadtest.testing.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in as a child process: it and its Postgres end with their parent, however the parent ends. */
class LifecycleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A child that is ready; {@code home} is the folder of its files. */
    private record Child(Process process, BufferedReader out, Map<?, ?> variables) {
        static Child start(String... options) throws IOException {
            return start(command(options));
        }

        static Child start(ProcessBuilder command) throws IOException {
            var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = out.readLine();
            assertThat(line).startsWith("{");
            return new Child(process, out, new ObjectMapper().readValue(line, Map.class));
        }

        static ProcessBuilder command(String... options) throws IOException {
            return command(Path.of("target"), options);
        }

        static ProcessBuilder command(Path workDir, String... options) throws IOException {
            var all = new ArrayList<>(List.of(options));
            all.addAll(Trial.SHORT_LIVED);
            // Numbers in addresses, files and SQL must not be written in the digits of the user's language.
            all.addAll(List.of("-Duser.language=ar", "-Duser.country=EG"));
            return StandIn.child(workDir, all.toArray(String[]::new));
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
    void itEndsWithItsStandardInputAndSaysOneLineOnly(@TempDir Path folder) throws Exception {
        var plan = folder.resolve("plan.conf");
        Files.writeString(plan, "faults.sick { endpoints = /api/healthz, status = 500 }");
        var child = Child.start("-Dfaults=" + plan);
        assertThat(healthOf(child)).as("by the plan it was started with").isEqualTo(500);
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

    /** As a system out of memory does it. In a folder of its own, so that no other test's start sweeps it. */
    @Test
    void killedTogetherWithItsWatchdogItIsSweptByTheNextStart(@TempDir Path folder) throws Exception {
        var child = Child.start(Child.command(folder));
        var watchdog = child.process()
                .children()
                .filter(one -> one.info().commandLine().orElse("").contains(Watchdog.class.getName()))
                .findFirst()
                .orElseThrow();
        watchdog.destroyForcibly();
        child.process().destroyForcibly().waitFor();
        assertThat(child.postgres()).as("nobody is left to end it").isNotEmpty();
        assertThat(child.home()).isDirectory();
        if (OS.LINUX.isCurrentOs()) {
            assertThat(child.home())
                    .as("the library's script lies where it is swept")
                    .isDirectoryContaining("glob:**/detect_linux_distribution_*.sh");
        }

        // Two at once, so that each of them also meets a folder of the other's.
        var starts = Stream.generate(() -> CompletableFuture.supplyAsync(() -> startIn(folder)))
                .limit(2)
                .toList();
        for (var start : starts) {
            assertThat(healthOf(start.get())).isEqualTo(200);
        }

        assertThat(child.postgres()).isEmpty();
        assertThat(child.home()).doesNotExist();
        for (var start : starts) {
            start.get().process().destroyForcibly().waitFor();
            assertNothingLeft(start.get());
        }
    }

    private static Child startIn(Path folder) {
        try {
            return Child.start(Child.command(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWatchdogThatIsKilledAloneIsNotNeededForAnOrderlyEnd() throws Exception {
        var child = Child.start();
        child.process()
                .children()
                .filter(one -> one.info().commandLine().orElse("").contains(Watchdog.class.getName()))
                .forEach(ProcessHandle::destroyForcibly);

        child.process().getOutputStream().close();

        assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertNothingLeft(child);
    }

    @Test
    void startedByHandItHandsNoEnvironmentOnAndEndsWithItsStarter() throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dport=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandIn.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "AWS_SECRET_ACCESS_KEY", "a canary",
                        "DATABASE_URL", "postgresql://user:a canary@db/name",
                        "GITHUB_TOKEN", "a canary",
                        "SUPABASE_SERVICE_ROLE_KEY", "a canary",
                        "PERF_PASSWORD", "a canary",
                        "TZ", "Asia/Tokyo"));
        var starter = builder.start();
        var child = new Child(starter, starter.inputReader(), exports(starter));

        var all = new ArrayList<>(starter.descendants().toList());
        all.addAll(child.postgres());
        assertThat(all).as("stand-in, watchdog and postmaster").hasSize(3);
        for (var process : all) {
            var environment = Path.of("/proc", Long.toString(process.pid()), "environ");
            if (Files.exists(environment)) {
                assertThat(Files.readString(environment, StandardCharsets.ISO_8859_1))
                        .contains("PATH=", "TZ=Asia/Tokyo")
                        .doesNotContain("canary");
            }
        }

        starter.destroyForcibly().waitFor();

        assertNothingLeft(child);
    }

    /** What it asks its user to export. */
    private static Map<String, String> exports(Process starter) throws IOException {
        var exports = new HashMap<String, String>();
        var lines = starter.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var export = Pattern.compile("export (\\w+)='(.*)'").matcher(line);
            if (export.matches()) {
                exports.put(export.group(1), export.group(2));
            }
            if (exports.containsKey("PERF_SUMMARY_PATH")) {
                break;
            }
        }
        assertThat(exports).containsKey("PERF_SUMMARY_PATH");
        return exports;
    }

    @Test
    void aWrongFaultPlanIsOneLineAndStartsNothing(@TempDir Path folder) throws Exception {
        var plan = folder.resolve("plan.conf");
        Files.writeString(plan, "faults {\n sick { endpoints = /api/health, status = 500 }\n}");
        var builder = Child.command();
        builder.environment().put("PERF_STANDIN_FAULTS", plan.toString());
        var process = builder.redirectErrorStream(true).start();

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said.strip().lines())
                .singleElement()
                .asString()
                .startsWith(plan + " line 2: endpoints is '/api/health'; valid: ")
                .contains("GET /api/healthz");
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

    private static int healthOf(Child child) throws Exception {
        var address = URI.create(child.variables().get("PERF_BASE_URL") + "/api/healthz");
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            return client.send(HttpRequest.newBuilder(address).build()).statusCode();
        }
    }

    private static void assertNothingLeft(Child child) throws Exception {
        Await.until(PATIENCE, () -> child.postgres().isEmpty() && !Files.exists(child.home()));
    }
}
