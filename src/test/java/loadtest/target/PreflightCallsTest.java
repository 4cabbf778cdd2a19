package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import loadtest.measure.SentRequests;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.settings.TraceHeader;
import loadtest.target.Check.CheckOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check of an endpoint makes of its answer to an empty request, for a run and the doctor alike. */
class PreflightCallsTest {
    private static final String BAD = "{\"error\":\"invalid_payload\",\"message\":\"voucherId is missing\"}";

    /** One that its scenario gives a token. */
    private static final Endpoint ENDPOINT = Scenarios.onClassPath().all().stream()
            .flatMap(scenario -> scenario.endpoints().stream())
            .filter(one -> one.bearer().isPresent() && !one.isBase())
            .findFirst()
            .orElseThrow();

    private static final Map<String, String> SECRET = Map.of("BRIDGE_SHARED_SECRET", "canary-secret");

    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile Answer answer;
    private volatile Answer withoutToken;

    private record Answer(int status, String type, String location, String body) {}

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var token = exchange.getRequestHeaders().getFirst("Authorization");
                tokens.add(String.valueOf(token));
                var given = token == null && withoutToken != null ? withoutToken : answer;
                var headers = exchange.getResponseHeaders();
                if (given.type() != null) {
                    headers.set("Content-Type", given.type());
                }
                if (given.location() != null) {
                    headers.set("Location", given.location());
                }
                var bytes = given.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(given.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "404 | application/json | - | {\"message\":\"no Route matched\"} | 404 (no Route matched)",
                "404 | text/html | - | <title>Not here</title> | 404, a page of text/html: \"Not here\"",
                "404 | - | - | '' | 404, an empty body",
                "302 | text/html | https://sso.example.com/login?x=canary | <p>moved"
                        + " | 302, a redirect to https://sso.example.com/login?***",
                "308 | - | /redeem/ | '' | 308, a redirect to /redeem/",
                "500 | application/json | - | {\"error\":\"boom\"} | 500 (boom)",
                "502 | text/html | - | <h1>Bad Gateway</h1> | 502, a page of text/html: \"Bad Gateway\"",
                "503 | text/plain | - | no healthy upstream | 503, a body of text/plain: \"no healthy upstream\"",
                "200 | text/html | - | <title>Welcome</title> | 200, a page of text/html: \"Welcome\"",
                "400 | text/html | - | <title>400 The plain HTTP request</title> | 400, a page of text/html: ",
                "401 | text/html | - | <title>Sign in</title> | 401, a page of text/html: \"Sign in\"",
            })
    void whatIsNotTheEndpointIsRefused(int status, String type, String location, String body, String said) {
        answer = new Answer(status, type, location, body);
        assertThatThrownBy(() -> access(false))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(ENDPOINT.variable() + ": http://127.0.0.1:")
                .hasMessageContaining(said)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"401, application/json", "403, application/json", "401, -"})
    void aRefusalNamesTheSecretsAndTheReason(int status, String type) {
        answer = new Answer(status, type, null, "{\"message\":\"invalid bridge secret\"}");
        assertThatThrownBy(() -> access(true))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("BRIDGE_SHARED_SECRET: ")
                .hasMessageContaining("answers " + status + " (invalid bridge secret)")
                .hasMessageContaining(ENDPOINT.bearer().orElseThrow());
    }

    /** A deployment that lets the service role alone in says 401 to everybody else, and who would guess why? */
    @Test
    void aRefusalSaysHowTheServiceKeyIsAskedForWhereAnEndpointTakesIt() {
        answer = new Answer(401, "application/json", null, "{\"message\":\"service role required\"}");
        Scenarios.onClassPath().all().stream()
                .flatMap(scenario -> scenario.endpoints().stream())
                .filter(one -> one.bearer().isPresent())
                .forEach(one -> assertThatThrownBy(() -> preflight(Map.of()).access(origin(one)))
                        .hasMessageContaining(", or " + one.bearer().get() + " is not set")
                        .message()
                        .matches(line -> line.contains(one.bearer().get() + "=service-role where its route checks")
                                == one.auth().serviceRole()));
    }

    @ParameterizedTest
    @CsvSource({"400", "422"})
    void aReasonForTheEmptyRequestIsAccess(int status) {
        answer = new Answer(status, "application/json", null, BAD);
        assertThat(access(false)).isEqualTo(Check.ok("access", "accepted: an empty request gets " + status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"status\":\"ok\"}",
                "400 | ''",
                "400 | Client sent an HTTP request to an HTTPS server.",
                "405 | {\"message\":\"method\"}",
                "409 | {\"message\":\"no\"}",
                "415 | {\"message\":\"type\"}",
                "429 | {\"message\":\"slow down\"}",
            })
    void whatProvesNothingIsNotedAndRefusesNobody(int status, String body) {
        answer = new Answer(status, "application/json", null, body);
        var check = access(false);
        assertThat(check.outcome()).isEqualTo(CheckOutcome.NOTE);
        assertThat(check.finding()).startsWith("an empty request gets " + status);
    }

    @Test
    void aTokenIsAcceptedWhereItMakesADifference() {
        answer = new Answer(400, "application/json", null, BAD);
        withoutToken = new Answer(401, "application/json", null, "{\"error\":\"unauthorized\"}");

        assertThat(access(true)).isEqualTo(Check.ok("access", "accepted: an empty request gets 400"));
        assertThat(tokens).containsExactly("Bearer canary-token", "null");
    }

    @Test
    void aTokenThatMakesNoneIsNotCalledAccepted() {
        answer = new Answer(400, "application/json", null, BAD);

        var check = access(true);
        assertThat(check.outcome()).isEqualTo(CheckOutcome.NOTE);
        assertThat(check.finding())
                .contains("with " + ENDPOINT.bearer().orElseThrow() + " and without it")
                .doesNotContain("canary");
    }

    @Test
    void anotherAnswerWithoutATokenIsSaid() {
        answer = new Answer(400, "application/json", null, BAD);
        withoutToken = new Answer(503, "text/plain", null, "busy");
        assertThat(access(true).finding())
                .contains(" and 503, a body of text/plain: \"busy\" without it, which does not tell");
    }

    @Test
    void whatAFirewallRefusesIsNotPutDownToASecret() {
        answer = new Answer(403, "text/plain", null, "Request blocked");
        assertThatThrownBy(() -> access(SECRET))
                .hasMessageContaining("answers 403, a body of text/plain: \"Request blocked\": it may not be this")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aGatewayWithoutItsServerIsNotCalledFine() {
        answer = new Answer(503, "text/plain", null, "no healthy upstream");
        var check = preflight(Map.of()).reach(origin(Map.of())).describe("answers", "there");
        assertThat(check.outcome()).isEqualTo(CheckOutcome.NOTE);
        assertThat(check.finding()).endsWith("yet with 503, a body of text/plain: \"no healthy upstream\"");
    }

    private Check access(boolean withToken) {
        return access(withToken ? Map.of(ENDPOINT.bearer().orElseThrow(), "canary-token") : Map.of());
    }

    private Check access(Map<String, String> more) {
        return preflight(more).access(origin(more));
    }

    private PreflightCalls preflight(Map<String, String> more) {
        return new PreflightCalls(settings(more));
    }

    private Origin origin(Endpoint endpoint) {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/endpoint");
        return new Origin(
                endpoint,
                address,
                settings(Map.of()),
                new Calls(new SentRequests(TraceHeader.REQUEST_ID, "check", List.of())),
                "loadtest/1 own");
    }

    private Origin origin(Map<String, String> more) {
        var settings = settings(more);
        return new Origin(
                ENDPOINT,
                ENDPOINT.address(settings.servers()).orElseThrow(),
                settings,
                new Calls(new SentRequests(TraceHeader.REQUEST_ID, "check", List.of())),
                "loadtest/1 some_scenario");
    }

    private Settings settings(Map<String, String> more) {
        var variables = new HashMap<>(more);
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/endpoint");
        variables.put(ENDPOINT.variable(), address.toString());
        return Settings.of(variables);
    }
}
