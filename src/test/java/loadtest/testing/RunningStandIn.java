package loadtest.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import loadtest.settings.Database;
import loadtest.settings.ProbeClient;
import loadtest.settings.Settings;
import loadtest.standin.StandIn;

/** A running stand-in as tests see it: over HTTP, and by its database. */
public final class RunningStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandIn standIn;
    private final Database database;

    /** What came back; {@code json} is missing if the body is none. */
    public record Reply(int status, HttpHeaders headers, byte[] body, JsonNode json) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public RunningStandIn(StandIn standIn) {
        this.standIn = standIn;
        this.database = Settings.of(standIn.variables()).supabase().database().orElseThrow();
    }

    /** The settings that point the suite and the seeder here. */
    public Map<String, String> variables() {
        return standIn.variables();
    }

    public String variable(String name) {
        return variables().get(name);
    }

    /** @param headers names and values by turns; null values are left out */
    public Reply send(String method, String path, String body, String... headers) {
        var uri = URI.create(path.startsWith("http") ? path : variable("PERF_BASE_URL") + path);
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            var response = client.send(request.build());
            return new Reply(response.statusCode(), response.headers(), response.bytes(), json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }

    /** Speaks to the control endpoint; what it refuses fails the test. */
    public Reply faults(String method, String plan) {
        var reply = send(method, "/control/faults", plan);
        if (reply.status() != 200) {
            throw new AssertionError(reply.json().path("error").asText());
        }
        return reply;
    }

    /** A token of this persona. */
    public String token(String email, String password) {
        var login = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return send("POST", "/api/auth/token/issue", login)
                .json()
                .path("accessToken")
                .asText();
    }

    /** The first column of the first row, as text. */
    public String sql(String sql, Object... parameters) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.properties());
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.execute() ? statement.getResultSet() : null) {
                return rows != null && rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /**
     * A voucher of 2,000.50 that no fixture knows, issued.
     *
     * @param changes what is special about it, as SQL: {@code status = 'void'}; may be empty
     * @return its id
     */
    public String voucher(String changes) throws SQLException {
        var id = sql("insert into vouchers (amount, code5) values (2000.50,"
                + " upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 5))) returning id::text");
        if (!changes.isEmpty()) {
            sql("update vouchers set " + changes + " where id = ?::uuid", id);
        }
        return id;
    }

    @Override
    public void close() {
        standIn.close();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
