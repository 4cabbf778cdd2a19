package loadtest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loadtest.settings.Network;
import loadtest.settings.ProbeClient;
import loadtest.testing.Await;
import loadtest.testing.Postgres;
import loadtest.testing.SystemProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The exporters whose output Supabase and others serve, in the versions that this machine has installed. */
class ExportersIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @TempDir
    Path folder;

    @Test
    void nodeExporter() throws Exception {
        var program = SystemProgram.find("prometheus-node-exporter");
        assumeTrue(program.isPresent(), "prometheus-node-exporter is not installed");
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "it knows the CPU's counters on Linux only");
        var port = SystemProgram.freePort();
        var exporter = new ProcessBuilder(program.get().toString(), "--web.listen-address=127.0.0.1:" + port);
        // No share can be told of two readings within one tick of the kernel's clock.
        var seen = seen(port, exporter, () -> {
            var ticks = ticks();
            Await.until(Duration.ofSeconds(10), () -> !ticks().equals(ticks));
        });

        assertThat(seen.cpuPercent()).hasSize(2).element(1).satisfies(share -> assertThat(share)
                .isBetween(0.0, 100.0));
        assertThat(seen.load1()).doesNotContainNull();
        assertThat(seen.memoryAvailableBytes())
                .allSatisfy(bytes -> assertThat(bytes).isGreaterThan(1 << 20));
        assertThat(seen.connections()).containsOnlyNulls();
    }

    @Test
    void postgresExporter() throws Exception {
        var program = SystemProgram.find("prometheus-postgres-exporter");
        assumeTrue(program.isPresent(), "prometheus-postgres-exporter is not installed");
        var name = POSTGRES.createDatabase();
        var queries = Files.writeString(folder.resolve("queries.yaml"), """
                pg_stat_statements:
                  query: "select query, sum(total_exec_time) / 1000 as total_time_seconds from pg_stat_statements group by 1"
                  metrics:
                    - query: {usage: "LABEL", description: "Statement"}
                    - total_time_seconds: {usage: "COUNTER", description: "Time spent"}
                """);
        var port = SystemProgram.freePort();
        var exporter = new ProcessBuilder(
                program.get().toString(), "--web.listen-address=127.0.0.1:" + port, "--extend.query-path=" + queries);
        exporter.environment()
                .put(
                        "DATA_SOURCE_NAME",
                        "postgresql://postgres@127.0.0.1:" + POSTGRES.port() + "/" + name + "?sslmode=disable");
        var slow = "select pg_sleep(0.05) as \"a{\\,\"\"}\",\n 1";
        try (var connection = POSTGRES.connect(name);
                var statement = connection.createStatement()) {
            statement.execute(slow);
            var seen = seen(port, exporter, () -> {
                for (var n = 0; n < 10; n++) {
                    statement.execute(slow);
                }
                statement.execute("select pg_stat_force_next_flush()");
            });

            assertThat(seen.connections()).allSatisfy(count -> assertThat(count).isPositive());
            assertThat(seen.databaseBytes())
                    .allSatisfy(bytes -> assertThat(bytes).isGreaterThan(1e6));
            assertThat(seen.transactionsPerSecond()).element(1).satisfies(rate -> assertThat(rate)
                    .isPositive());
            assertThat(seen.queryMillisPerSecond()).element(1).satisfies(rate -> assertThat(rate)
                    .isPositive());
        }
    }

    private static String ticks() throws IOException {
        return Files.readAllLines(Path.of("/proc/stat")).get(0);
    }

    private interface QueryLoad {
        void run() throws Exception;
    }

    /** Two readings, with a load in between. */
    private Resources seen(int port, ProcessBuilder exporter, QueryLoad load) throws Exception {
        var url = URI.create("http://127.0.0.1:" + port + "/metrics");
        var process = exporter.redirectErrorStream(true)
                .redirectOutput(folder.resolve("exporter.log").toFile())
                .start();
        try (var metrics = new TargetMetrics(
                url, Optional.empty(), Duration.ofHours(1), () -> Optional.of(folder), Network.DIRECT)) {
            awaitAnswer(url, process);
            metrics.start().get(60, TimeUnit.SECONDS);
            load.run();
            metrics.end().get(60, TimeUnit.SECONDS);
            var seen = metrics.seen();
            assertThat(seen.trouble()).isEmpty();
            assertThat(List.of(seen.readings(), seen.failed())).containsExactly(2, 0);
            return seen;
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private void awaitAnswer(URI url, Process process) throws Exception {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
        for (var attempt = 0; attempt < 200; attempt++) {
            try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
                assertThat(client.send(request).statusCode()).isEqualTo(200);
                return;
            } catch (IOException e) {
                assertThat(process.waitFor(100, TimeUnit.MILLISECONDS))
                        .as(Files.readString(folder.resolve("exporter.log")))
                        .isFalse();
            }
        }
        throw new AssertionError("it does not answer: " + Files.readString(folder.resolve("exporter.log")));
    }
}
