package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loadtest.scenario.agent.ApiSmoke;
import loadtest.server.TargetMetrics;
import loadtest.settings.Settings;
import loadtest.settings.UnknownVariables;
import loadtest.testing.ForwardProxy;
import loadtest.testing.SeedCommand;
import loadtest.testing.StagingDeployment;
import loadtest.testing.ThrowAwayAuthority;
import loadtest.testing.TlsFront;
import loadtest.testing.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks and load reach a target by the same route: through a proxy or none, and trusting the same authorities. */
class NetworkIT {
    private static final int CANNOT_RUN = 2;
    private static final String HOST = "api.staging.example.com";
    private static final String LOGIN = "gateway-user:canary%40%23%7Bword%7D";
    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString("gateway-user:canary@#{word}".getBytes(StandardCharsets.UTF_8));

    private static final String UNTRUSTED =
            " cannot be trusted: its certificate is not trusted (issued to CN=A server by "
                    + ThrowAwayAuthority.NAME
                    + ": unable to find valid certification path to requested target): if that is meant,"
                    + " set PERF_CA_FILE to a PEM file with the certificate of its authority";

    @TempDir
    static Path folder;

    private static ThrowAwayAuthority authority;
    private static int target;

    @BeforeAll
    static void deploy() throws Exception {
        authority = new ThrowAwayAuthority(folder);
        target = URI.create(StagingDeployment.everything().get("PERF_BASE_URL")).getPort();
    }

    @Test
    void aPrivateAuthorityIsTrustedWhereItIsNamed() throws Exception {
        try (var front = new TlsFront(authority.server("dns:localhost"), target)) {
            var address = "https://localhost:" + front.port();
            var refused = trial(address).run();

            assertThat(refused.exit()).as(refused.output()).isEqualTo(CANNOT_RUN);
            assertThat(refused.output()).contains("PERF_BASE_URL: " + address + UNTRUSTED + ". Nothing was sent");
            assertThat(front.handedOn()).isZero();

            var run = trial(address).with("PERF_CA_FILE", pem()).run();

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.request("GET /api/healthz").path("ok").asInt()).isEqualTo(4);
            assertThat(run.output()).contains("  target    " + address + " (PERF_BASE_URL)\n");
        }
    }

    @Tag("more-runs")
    @Test
    void doctorSeederAndMetricsTrustTheSameAndSayTheSame() throws Exception {
        try (var front = new TlsFront(authority.server("dns:localhost"), target)) {
            var address = "https://localhost:" + front.port();
            var given = new HashMap<>(StagingDeployment.fourSecrets());
            given.put("PERF_BASE_URL", address);
            given.put("SUPABASE_URL", address);
            given.put(
                    "SUPABASE_SERVICE_ROLE_KEY", StagingDeployment.everything().get("SUPABASE_SERVICE_ROLE_KEY"));
            given.put("SUPABASE_DB_URL", "postgresql://nobody:canary@127.0.0.1:9/postgres");
            given.put("PERF_SCENARIOS", "api_smoke");
            given.put("PERF_SUMMARY_PATH", folder.resolve("summary.json").toString());

            assertThat(doctor(given))
                    .contains(
                            "PERF_BASE_URL: " + address + UNTRUSTED,
                            "SUPABASE_URL: the auth server at localhost:" + front.port() + UNTRUSTED);
            assertThat(SeedCommand.run(folder, given).err())
                    .contains("SUPABASE_URL: the auth server at localhost:" + front.port() + UNTRUSTED);
            assertThat(metrics(given, address)).startsWith(UNTRUSTED.replace(" cannot be trusted: ", ""));
            assertThat(front.handedOn()).isZero();

            given.put("PERF_CA_FILE", pem());

            assertThat(doctor(given)).contains(address + " answers within", "accepted by " + address);
            assertThat(SeedCommand.run(folder, given).err())
                    .startsWith("SUPABASE_DB_URL")
                    .doesNotContain("SUPABASE_URL");
            assertThat(metrics(given, address)).isEmpty();
        }
    }

    @Tag("more-runs")
    @Test
    void aProxyIsAskedForChecksAndLoad() throws Exception {
        var own = authority.server("dns:localhost").getServerSocketFactory();
        try (var proxy = ForwardProxy.encrypted(target, own)) {
            var given = new HashMap<>(StagingDeployment.fourSecrets());
            given.put("PERF_BASE_URL", "http://" + HOST + ":8080");
            given.put("HTTP_PROXY", "https://" + LOGIN + "@localhost:" + proxy.port());
            given.put("PERF_CONFIRM_TARGET", HOST);
            given.put("PERF_CA_FILE", pem());
            var route = " through the proxy https://localhost:" + proxy.port() + " (HTTP_PROXY)";
            var run = trial(given.get("PERF_BASE_URL")).with(given).run();

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.output()).contains("  target    http://" + HOST + ":8080 (PERF_BASE_URL)" + route + "\n");
            // Six requests of four users, before them the warm-up, and before that what is checked.
            assertThat(proxy.requests())
                    .hasSizeGreaterThan(24 + 5)
                    .allMatch(request -> request.endsWith(" http://" + HOST + ":8080"));
            assertThat(proxy.logins()).hasSameSizeAs(proxy.requests()).allMatch(BASIC::equals);
            assertNoCanary(run.output(), run.folder());
            given.put("PERF_SCENARIOS", "api_smoke");
            assertThat(doctor(given))
                    .contains("http://" + HOST + ":8080" + route + " answers within", "is signed in")
                    .doesNotContain("canary", "gateway-user");
        }
    }

    @Tag("more-runs")
    @Test
    void aTunnelIsMadeForChecksAndLoad() throws Exception {
        try (var front = new TlsFront(authority.server("dns:" + HOST), target);
                var proxy = new ForwardProxy(front.port())) {
            var run = trial("https://" + HOST)
                    .property("https.proxyHost", "127.0.0.1")
                    .property("https.proxyPort", String.valueOf(proxy.port()))
                    .with("HTTPS_PROXY", "http://nobody.example.com:9")
                    .with("PERF_CA_FILE", pem())
                    .run();

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.output())
                    .contains(" (PERF_BASE_URL) through the proxy http://127.0.0.1:", " (-Dhttps.proxyHost)\n");
            // Each user opens a connection of its own, and so does each check.
            assertThat(proxy.requests()).hasSizeGreaterThan(4 + 1).allMatch(("CONNECT " + HOST + ":443")::equals);
        }
    }

    @Tag("more-runs")
    @Test
    void allAddressesOfANameAreTold() throws Exception {
        var trial = trial("http://" + HOST + ":9").with("PERF_CONFIRM_TARGET", HOST);
        Files.writeString(trial.folder().resolve("hosts"), "127.0.0.1 " + HOST + "\n127.0.0.2 " + HOST + "\n");
        var run = trial.run();

        assertThat(run.exit()).as(run.output()).isEqualTo(CANNOT_RUN);
        assertThat(run.output())
                .contains("PERF_BASE_URL: http://" + HOST + ":9 does not answer (connection refused; " + HOST
                        + " is 127.0.0.1, 127.0.0.2): is it up, and is the address right? Nothing was sent");
    }

    @Tag("more-runs")
    @Test
    void aMalformedProxyStopsTheRunBeforeAnythingIsSent() throws Exception {
        try (var proxy = new ForwardProxy(target)) {
            var run = trial("http://127.0.0.1:" + proxy.port())
                    .with("https_proxy", "socks5://gateway-user:canary@127.0.0.1:9")
                    .run();

            assertThat(run.exit()).as(run.output()).isNotZero();
            assertThat(run.output())
                    .contains("https_proxy: found 'socks5://***@127.0.0.1:9'; valid: http://host:port")
                    .doesNotContain("canary");
            assertThat(run.linesOfStackTraces()).isEmpty();
            assertThat(proxy.requests()).isEmpty();
        }
    }

    private static String doctor(Map<String, String> given) {
        var unknown = new UnknownVariables(List.of(), List.of(), List.of());
        return String.join("\n", new Doctor(given, unknown).examine());
    }

    private static String metrics(Map<String, String> given, String address) throws Exception {
        var settings = Settings.of(given);
        var url = URI.create(address + "/customer/v1/privileged/metrics");
        try (var metrics = new TargetMetrics(
                url, settings.supabase().keyFor(url), Duration.ofHours(1), Optional::empty, settings.network())) {
            metrics.start().get(60, TimeUnit.SECONDS);
            return metrics.seen().trouble();
        }
    }

    private static void assertNoCanary(String output, Path folder) throws IOException {
        assertThat(output).doesNotContain("canary", "gateway-user", BASIC);
        try (var files = Files.walk(folder.resolve("results"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("canary", "gateway-user", BASIC);
            }
        }
    }

    /**
     * With no name server: a name is known to the proxy alone. With accounts that no other test uses, whose calls in a
     * minute the target limits.
     */
    private static Trial trial(String address) throws Exception {
        var trial = new Trial(ApiSmoke.class)
                .patient()
                .profile("ci", "hold 2 per second for 2 s", Map.of())
                .with(StagingDeployment.fourSecrets())
                .with("PERF_BASE_URL", address);
        var hosts = Files.writeString(trial.folder().resolve("hosts"), "127.0.0.1 localhost\n");
        var personas = Files.writeString(trial.folder().resolve("personas.csv"), """
                email,password,orgSlug,engagementId
                demo.user17@example.com,password123,demo,demo-engagement
                demo.user18@example.com,password123,demo,demo-engagement
                """);
        return trial.property("jdk.net.hosts.file", hosts.toString()).with("PERF_PERSONA_FILE", personas.toString());
    }

    private static String pem() {
        return authority.pem().toString();
    }
}
