package loadtest.standin.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The metrics endpoint. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final String METRICS = "/customer/v1/privileged/metrics";

    @Test
    void metricsAreOfTheRealMachineAndDatabase(RunningStandIn target) {
        var login = "service_role:" + target.variable("SUPABASE_SERVICE_ROLE_KEY");
        var basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));

        var reply = target.send("GET", METRICS, null, "authorization", basic);

        assertThat(reply.header("content-type")).startsWith("text/plain");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .contains("node_cpu_seconds_total{", "mode=\"", "node_load1 ", "node_memory_MemAvailable_bytes ")
                .containsPattern("pg_stat_database_num_backends\\{datname=\"postgres\"} [1-9]")
                .containsPattern("pg_stat_database_xact_commit_total\\{[^}]*} [1-9]")
                .containsPattern("pg_stat_statements_total_time_seconds\\{[^}]*} \\d")
                .containsPattern("pg_database_size_bytes\\{[^}]*} \\d{6,}");
        assertThat(target.send("GET", METRICS, null).status()).isEqualTo(401);
        assertThat(target.send("GET", METRICS, null, "authorization", basic + "x")
                        .status())
                .isEqualTo(401);
    }
}
