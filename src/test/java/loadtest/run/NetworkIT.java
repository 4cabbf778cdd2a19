package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import loadtest.scenario.agent.ApiSmoke;
import loadtest.testing.ForwardProxy;
import loadtest.testing.StagingDeployment;
import loadtest.testing.ThrowAwayAuthority;
import loadtest.testing.TlsFront;
import loadtest.testing.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks and load take the same way to a target: through a proxy or none, and trusting the same authorities. */
class NetworkIT {
    private static final String HOST = "api.staging.example.com";
    private static final String LOGIN = "gateway-user:p%40ss%23{canary}";

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

            assertThat(refused.exit()).as(refused.output()).isEqualTo(2);
            assertThat(refused.output())
                    .contains("PERF_BASE_URL: " + address + " cannot be trusted: its certificate is not trusted"
                            + " (issued to CN=A server by " + ThrowAwayAuthority.NAME)
                    .contains("set PERF_CA_FILE")
                    .doesNotContain("is it up");
            assertThat(front.handedOn()).isZero();

            var run = trial(address)
                    .with("PERF_CA_FILE", authority.pem().toString())
                    .run();

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.request("GET /api/healthz").path("ok").asInt()).isPositive();
        }
    }

    @Test
    void aProxyIsAskedForEverything() throws Exception {
        try (var proxy = new ForwardProxy(target)) {
            var run = trial("http://" + HOST + ":8080")
                    .with("HTTP_PROXY", "http://" + LOGIN + "@127.0.0.1:" + proxy.port())
                    .with("PERF_CONFIRM_TARGET", HOST)
                    .run();

            assertThat(run.exit()).as(run.output()).isZero();
            System.out.println(proxy.requests());
            System.out.println(proxy.logins());
            assertThat(proxy.requests()).allMatch(request -> request.endsWith(HOST + ":8080"));
        }
    }

    @Test
    void aTunnelLeadsToAnEncryptedTarget() throws Exception {
        try (var front = new TlsFront(authority.server("dns:" + HOST), target);
                var proxy = new ForwardProxy(front.port())) {
            var run = trial("https://" + HOST)
                    .with("https_proxy", LOGIN + "@127.0.0.1:" + proxy.port())
                    .with("PERF_CA_FILE", authority.pem().toString())
                    .run();

            assertThat(run.exit()).as(run.output()).isZero();
            System.out.println(proxy.requests());
            System.out.println(proxy.logins());
            assertThat(proxy.requests()).isNotEmpty().allMatch(("CONNECT " + HOST + ":443")::equals);
        }
    }

    /** With no name server: what is reached was asked of the proxy. */
    private static Trial trial(String address) throws Exception {
        var trial = new Trial(ApiSmoke.class)
                .patient()
                .profile("ci", "hold 2 per second for 2 s", Map.of())
                .with(StagingDeployment.fourSecrets())
                .with("PERF_BASE_URL", address);
        var hosts = Files.writeString(trial.folder().resolve("hosts"), "127.0.0.1 localhost\n");
        return trial.property("jdk.net.hosts.file", hosts.toString());
    }
}
