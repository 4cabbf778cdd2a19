package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.settings.Settings;
import loadtest.testing.FaultyGateway;
import loadtest.testing.StagingDeployment;
import loadtest.testing.Trial;
import loadtest.testing.TrialResult;
import loadtest.testing.Workload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No secret is seen in anything that a run writes, nor in the process list; the service key goes to Supabase alone. */
class CanaryIT {
    private static final int ASSERTIONS_FAILED = 2;
    private static final int LONGEST_SECONDS = 120;

    private Map<String, String> variables;
    private FaultyGateway application;
    private FaultyGateway supabase;

    @BeforeEach
    void plantACanaryInEverySecret() throws IOException {
        var real = StagingDeployment.reseeded();
        application = new FaultyGateway(real.get("PERF_BASE_URL"));
        supabase = new FaultyGateway(real.get("PERF_BASE_URL"));
        variables = new HashMap<>(real);
        // What the stand-in checks is a random value of its own; all else it takes as it comes.
        for (var variable : List.of(
                "PERF_PASSWORD",
                "PERF_BEARER_TOKEN",
                "PERF_VOUCHER_BEARER",
                "PERF_CAMPAIGN_BEARER",
                "PERF_STATION_BEARER",
                "PERF_WABA_SANDBOX_TOKEN",
                "PERF_SEED_USER_PASSWORD")) {
            variables.put(variable, "canary-" + variable.toLowerCase(Locale.ROOT));
        }
        variables.put("PERF_STATIC_HEADERS", "{\"x-team\":\"canary-static-header\"}");
        variables.put("PERF_EMAIL", "a@example.com");
        variables.put("PERF_WABA_SANDBOX_NUMBER", "+250780000000");
        variables.put("PERF_BASE_URL", application.url(""));
        variables.put("PERF_CAMPAIGN_DISPATCH_URL", application.url("/campaigns"));
        variables.put("PERF_STATION_REDEEM_URL", application.url("/redeem"));
        variables.put("SUPABASE_URL", supabase.url(""));
        variables.put("PERF_SUPABASE_METRICS_URL", variables.get("SUPABASE_URL") + "/customer/v1/privileged/metrics");
        variables.put("PERF_CONFIRM_TARGET", "project.supabase.test,elsewhere.test");
    }

    @AfterEach
    void closeGateways() {
        application.close();
        supabase.close();
    }

    @Test
    void ofARunThatPasses() throws Exception {
        var run = run(StationRedeemPeak.class, "hold 5 per second for 2 s", Map.of());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(application.received()).anyMatch(seen -> seen.contains(variables.get("BRIDGE_SHARED_SECRET")));
        assertThat(application.received()).allMatch(seen -> seen.contains("canary-static-header"));
        assertThat(application.received()).noneMatch(this::holdsTheServiceKey);
        assertThat(supabase.received()).isNotEmpty().allMatch(this::holdsTheServiceKey);
    }

    @Tag("more-runs")
    @Test
    void ofARunThatFailsOnAnEchoOfAllItSends() throws Exception {
        application.echoing();
        // Metrics that are not Supabase's own are read without its key.
        try (var elsewhere = new FaultyGateway(application.url(""))) {
            variables.put("PERF_SUPABASE_METRICS_URL", elsewhere.url("/").replace("127.0.0.1", "elsewhere.test"));
            var run = run(CampaignBulkSend.class, "at-once 2 users", Map.of("targets", 200));

            assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
            assertThat(run.summary()).isPresent();
            assertThat(run.files("responses.ndjson")).isNotEmpty();
            assertThat(application.received()).anyMatch(seen -> seen.contains("canary-perf_waba_sandbox_token"));
            assertThat(elsewhere.received()).isNotEmpty();
            assertThat(Stream.of(application, elsewhere, supabase).flatMap(to -> to.received().stream()))
                    .noneMatch(this::holdsTheServiceKey);
        }
    }

    @Tag("more-runs")
    @Test
    void ofARunOfTheAgentApiThatFailsOnAnEcho() throws Exception {
        application.echoing().answering("/api/rate-limit/status", 200, "{\"limit\":60}");
        // A redirect leads the service key nowhere.
        supabase.redirecting("/customer/v1/privileged/metrics", application.url("/metrics"));
        var run = run(Workload.simplest().simulation(), "hold 2 per second for 2 s", Map.of());

        assertThat(run.exit()).as(run.output()).isEqualTo(ASSERTIONS_FAILED);
        assertThat(run.summary()).isPresent();
        assertThat(application.received())
                .anyMatch(seen -> seen.contains("canary-perf_bearer_token"))
                .allMatch(seen -> seen.contains("canary-static-header"))
                .noneMatch(this::holdsTheServiceKey);
        assertThat(supabase.received()).isNotEmpty().allMatch(this::holdsTheServiceKey);
    }

    @Tag("more-runs")
    @Test
    void ofAProjectThatIsReachedInPlainText() throws Exception {
        variables.put("SUPABASE_URL", supabase.url("").replace("127.0.0.1", "project.supabase.test"));
        variables.put("PERF_SUPABASE_METRICS_URL", variables.get("SUPABASE_URL") + "/customer/v1/privileged/metrics");
        var run = run(StationRedeemPeak.class, "hold 5 per second for 2 s", Map.of());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(supabase.received()).isNotEmpty().noneMatch(this::holdsTheServiceKey);
    }

    private TrialResult run(Class<? extends Simulation> scenario, String step, Map<String, Object> others)
            throws Exception {
        var trial = new Trial(scenario).patient().profile("ci", step, others).with(variables);
        // So that there are hosts off loopback, on loopback.
        var hosts = Files.writeString(
                trial.folder().resolve("hosts"),
                "127.0.0.1 localhost\n127.0.0.1 project.supabase.test\n127.0.0.1 elsewhere.test\n");
        trial.property("jdk.net.hosts.file", hosts.toString());
        var process = trial.start();
        var commands = commandsUntilItEnds(process);
        var run = trial.result(process);
        assertThat(commands).anyMatch(command -> command.contains("jdk.net.hosts.file"));
        assertNoCanaries("the process list", String.join("\n", commands));
        var written = 0;
        try (var files = Files.walk(run.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertNoCanaries(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                written++;
            }
        }
        assertThat(written).as("files written").isGreaterThan(10);
        return run;
    }

    private static List<String> commandsUntilItEnds(Process process) throws InterruptedException {
        var commands = new TreeSet<String>();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        do {
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .forEach(one -> commands.add(command(one)));
        } while (!process.waitFor(50, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        return new ArrayList<>(commands);
    }

    /** Java shows only the first page of it; the rest is where secrets would be. */
    private static String command(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private boolean holdsTheServiceKey(String text) {
        return text.contains(serviceKey()) || text.contains(basic());
    }

    private void assertNoCanaries(String where, String text) {
        var secrets = new ArrayList<>(List.of(
                "canary-",
                serviceKey(),
                basic(),
                variables.get("BRIDGE_SHARED_SECRET"),
                Settings.of(variables)
                        .supabase()
                        .database()
                        .orElseThrow()
                        .password()
                        .reveal()));
        assertThat(secrets).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(6));
        secrets.forEach(secret ->
                assertThat(text.contains(secret)).as("a secret in %s", where).isFalse());
    }

    private String serviceKey() {
        return variables.get("SUPABASE_SERVICE_ROLE_KEY");
    }

    private String basic() {
        return Base64.getEncoder().encodeToString(("service_role:" + serviceKey()).getBytes(StandardCharsets.UTF_8));
    }
}
