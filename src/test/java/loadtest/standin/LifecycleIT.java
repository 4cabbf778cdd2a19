package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import loadtest.settings.BadInput;
import loadtest.testing.ChildStandIn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in as a child process: it and its Postgres end with their parent, however the parent ends. */
class LifecycleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void itEndsWithItsStandardInputAndSaysOneLineOnly(@TempDir Path folder) throws Exception {
        var plan = folder.resolve("plan.conf");
        Files.writeString(plan, "faults.sick { endpoints = /api/healthz, status = 500 }");
        var child = ChildStandIn.start("-Dfaults=" + plan);
        assertThat(child.health()).as("by the plan it was started with").isEqualTo(500);
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
        child.awaitNothingLeft();
    }

    @Test
    void killedItLeavesNothing() throws Exception {
        var child = ChildStandIn.start();
        assertThat(child.postgres()).isNotEmpty();

        child.process().destroyForcibly().waitFor();

        child.awaitNothingLeft();
    }

    @Tag("more-runs")
    @Test
    void aWatchdogThatIsKilledAloneIsNotNeededForAnOrderlyEnd() throws Exception {
        var child = ChildStandIn.start();
        child.watchdog().orElseThrow().destroyForcibly();

        child.process().getOutputStream().close();

        assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        child.awaitNothingLeft();
    }

    @Tag("more-runs")
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
        var child = new ChildStandIn(starter, starter.inputReader(), exports(starter));

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

        child.awaitNothingLeft();
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

    @Tag("more-runs")
    @Test
    void aWrongFaultPlanIsOneLineAndStartsNothing(@TempDir Path folder) throws Exception {
        var plan = folder.resolve("plan.conf");
        Files.writeString(plan, "faults {\n sick { endpoints = /api/health, status = 500 }\n}");
        var builder = ChildStandIn.command();
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
}
