package loadtest.standin;

import static loadtest.testing.ExpectedAnswer.get;
import static loadtest.testing.ExpectedAnswer.headers;
import static loadtest.testing.ExpectedAnswer.post;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loadtest.testing.RunningStandIn;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What clients see when the database is gone: a stand-in of its own, whose Postgres is killed. */
class OutageIT {
    @TestFactory
    Stream<DynamicTest> withoutItsDatabase() throws Exception {
        var target = new RunningStandIn(StandIn.start(0, Path.of("target")));
        var token = headers("authorization", "Bearer " + target.token("load.user@example.com", "password123"));
        var bridge = headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"));
        var voucher = "{\"voucherId\":\"%s\"}".formatted(target.sql("select id::text from vouchers limit 1"));
        killPostgres(target);
        return Stream.of(
                        get("down", "/api/healthz", headers(), 500, "/status=error", "/database=unreachable"),
                        get("down", "/api/readiness", headers(), 503, "/status=degraded", "/checks/database/status"),
                        get("down", "/api/agent/telemetry?orgSlug=demo", token, 500, "/error=telemetry_failed"),
                        get("down", "/v1/approvals?orgSlug=demo", token, 500, "/error"),
                        post(
                                "down",
                                "/api/agent/start",
                                "{\"orgSlug\":\"demo\",\"agentType\":\"TAX\"}",
                                token,
                                500,
                                "/error=failed to start session"),
                        post(
                                "down",
                                "/api/vouchers/preview",
                                voucher,
                                bridge,
                                503,
                                "/integration/status=degraded",
                                "/integration/message"))
                .map(row -> row.of(target))
                .onClose(target::close);
    }

    private static void killPostgres(RunningStandIn target) throws Exception {
        var home = Path.of(target.variable("PERF_SUMMARY_PATH")).getParent();
        var pid = Files.readAllLines(home.resolve("data/postmaster.pid")).get(0);
        var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        // Its backends first: they outlive it by a moment, and would answer on.
        var processes =
                Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        for (var process : processes) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
    }
}
