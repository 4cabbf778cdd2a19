package loadtest.standin.voucher;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import loadtest.standin.auth.AuthTokens;
import loadtest.standin.database.Db;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;

/** The metrics of the machine and the database, in the text form of Prometheus, as Supabase serves them. */
public final class MetricsRoutes {
    private static final String DATABASE = """
            select numbackends, xact_commit, pg_database_size(datid),
              (select sum(total_exec_time) / 1000 from pg_stat_statements), datname
            from pg_stat_database where datname = current_database()
            """;

    private final Db db;
    private final byte[] authorization;
    private final Machine machine = new Machine();

    public MetricsRoutes(Db db, AuthTokens tokens) {
        this.db = db;
        var login = "service_role:" + tokens.serviceKey().reveal();
        this.authorization = ("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    public void register(Api api) {
        api.get("/customer/v1/privileged/metrics", this::metrics, ApiAnswer.error(500, "metrics_failed"));
    }

    private ApiAnswer metrics(Call call) throws SQLException, IOException {
        var given = call.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(authorization, given)) {
            return ApiAnswer.error(401, "unauthorized").with("www-authenticate", "Basic realm=\"metrics\"");
        }
        db.settle();
        var metrics = new LinkedHashMap<>(machine.metrics());
        metrics.putAll(database());
        return new ApiAnswer(200, Buffer.buffer(text(metrics)), Map.of("content-type", "text/plain; version=0.0.4"));
    }

    private Map<String, Double> database() throws SQLException {
        return db.one(DATABASE, row -> {
                    var label = "{datname=\"" + row.getString(5) + "\"}";
                    return Map.of(
                            "pg_stat_database_num_backends" + label, row.getDouble(1),
                            "pg_stat_database_xact_commit_total" + label, row.getDouble(2),
                            "pg_database_size_bytes" + label, row.getDouble(3),
                            "pg_stat_statements_total_time_seconds" + label, row.getDouble(4));
                })
                .orElseThrow();
    }

    private static String text(Map<String, Double> metrics) {
        var text = new StringBuilder();
        var typed = new TreeSet<String>();
        metrics.forEach((name, value) -> {
            var family = name.replaceFirst("\\{.*", "");
            if (typed.add(family)) {
                var type = family.endsWith("_total") || family.endsWith("_seconds") ? "counter" : "gauge";
                text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
            }
            text.append(name)
                    .append(' ')
                    .append(BigDecimal.valueOf(value).toPlainString())
                    .append('\n');
        });
        return text.toString();
    }
}
