package loadtest.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import loadtest.settings.ProbeClient;
import loadtest.settings.Settings;
import loadtest.target.StandInProcess;
import loadtest.testing.Trial;

/** One stand-in that serves row after row as a deployment would; it is reset between them. */
final class Bench implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInProcess standIn = StandInProcess.start(Optional.empty(), Trial.SHORT_LIVED);
    private final ProbeClient client = new ProbeClient(ProbeClient.USUAL_BYTES);

    /** The variables that point a run at this stand-in, with an account of the agent API. */
    Map<String, String> variables() {
        var variables = new HashMap<>(standIn.variables());
        variables.put("PERF_EMAIL", "load.user@example.com");
        variables.put("PERF_PASSWORD", "password123");
        variables.put("PERF_ENGAGEMENT_ID", "demo-engagement");
        return variables;
    }

    /** Resets every database row, rate limit and fault. */
    void reset() {
        send("POST", "/control/reset", "");
    }

    /** Replaces the fault plan. */
    void faults(String plan) {
        send("POST", "/control/faults", plan);
    }

    /** Counts the requests that reached a fault's endpoints while it was active, including those that no run reports. */
    long seen(String fault) {
        for (var one : send("GET", "/control/faults", "").path("faults")) {
            if (one.path("name").asText().equals(fault)) {
                return one.path("seen").asLong();
            }
        }
        throw new AssertionError("no fault " + fault);
    }

    /** The delays drawn at an endpoint, in milliseconds, in the order of the requests. */
    double[] delays(String endpoint) {
        var query = URLEncoder.encode(endpoint, StandardCharsets.UTF_8);
        var millis = send("GET", "/control/delays?endpoint=" + query, "").path("millis");
        return StreamSupport.stream(millis.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** Redeems the voucher that a run would use for its nth arrival, counted from 0. */
    void redeem(int arrival) {
        try {
            var summary =
                    JSON.readTree(Path.of(variables().get("PERF_SUMMARY_PATH")).toFile());
            var station = summary.path("stationRedeemPayloads").get(arrival);
            var body = JSON.createObjectNode()
                    .put("voucherId", station.path("voucherIds").get(0).asText())
                    .put("stationId", station.path("stationId").asText());
            send("POST", "/redeem", body.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes rows of the database without any run knowing. */
    void sql(String statement) {
        try (var connection = connect();
                var one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects to the database, as its pool does. */
    Connection connect() throws SQLException {
        var database = Settings.of(variables()).supabase().database().orElseThrow();
        return DriverManager.getConnection(database.jdbcUrl(), database.properties());
    }

    /** Mints a token for the account that runs use. */
    String token() {
        var login = JSON.createObjectNode()
                .put("email", variables().get("PERF_EMAIL"))
                .put("password", variables().get("PERF_PASSWORD"));
        return send("POST", "/api/auth/token/issue", login.toString())
                .path("accessToken")
                .asText();
    }

    private JsonNode send(String method, String path, String body) {
        var variables = standIn.variables();
        var request = HttpRequest.newBuilder(URI.create(variables.get("PERF_BASE_URL") + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("x-bridge-secret", variables.get("BRIDGE_SHARED_SECRET"))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            var answer = client.send(request.build());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        standIn.close();
    }
}
