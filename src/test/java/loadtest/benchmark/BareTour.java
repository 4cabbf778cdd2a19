package loadtest.benchmark;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;

/**
 * A bare Gatling simulation of the calls and checks that the smallest scenario of the agent API has, as anybody would
 * write it with the engine alone. The benchmark counts the requests of both by name, so that a call which only one of
 * them has is noticed.
 */
public final class BareTour extends Simulation {
    static final String BASE_URL = "benchmark.url";
    static final String USERS = "benchmark.usersPerSecond";
    static final String SECONDS = "benchmark.seconds";
    static final String EMAIL = "load@example.com";
    static final String PASSWORD = "of-the-benchmark";
    static final String ORG = "benchmark";

    private static final String BEARER = "Bearer #{token}";

    public BareTour() {
        var tour = exec(session ->
                        session.set("email", EMAIL).set("password", PASSWORD).set("orgSlug", ORG))
                .exec(signIn(), think(), healthz(), think(), readiness())
                .exec(telemetry(), think(), approvals(), think(), sync());
        setUp(scenario("bare")
                        .exec(tour)
                        .injectOpen(constantUsersPerSec(Integer.getInteger(USERS))
                                .during(Duration.ofSeconds(Integer.getInteger(SECONDS)))))
                .protocols(http.baseUrl(System.getProperty(BASE_URL))
                        .acceptHeader("application/json")
                        .disableFollowRedirect());
    }

    /** The names of its requests. */
    static List<String> requests() {
        return List.of(
                "POST /api/auth/token/issue",
                "GET /api/healthz",
                "GET /api/readiness",
                "GET /api/agent/telemetry",
                "GET /v1/approvals",
                "POST /functions/v1/telemetry-sync");
    }

    private static ChainBuilder think() {
        return pause(Duration.ofSeconds(1));
    }

    private static HttpRequestActionBuilder signIn() {
        return http("POST /api/auth/token/issue")
                .post("/api/auth/token/issue")
                .body(ElFileBody("bodies/token-issue.json"))
                .asJson()
                .check(
                        status().is(200),
                        jmesPath("accessToken").saveAs("token"),
                        jmesPath("expiresIn").optional().saveAs("tokenSeconds"));
    }

    private static HttpRequestActionBuilder healthz() {
        return http("GET /api/healthz")
                .get("/api/healthz")
                .check(status().is(200), jmesPath("status").is("ok"));
    }

    private static HttpRequestActionBuilder readiness() {
        return http("GET /api/readiness")
                .get("/api/readiness")
                .check(status().is(200), jmesPath("status").is("ok"));
    }

    private static HttpRequestActionBuilder telemetry() {
        return http("GET /api/agent/telemetry")
                .get("/api/agent/telemetry")
                .queryParam("orgSlug", "#{orgSlug}")
                .header("Authorization", BEARER)
                .check(
                        status().is(200),
                        jmesPath("sessions.byStatus").exists(),
                        jmesPath("sessions.trend")
                                .ofList()
                                .transform(List::size)
                                .is(7));
    }

    private static HttpRequestActionBuilder approvals() {
        return http("GET /v1/approvals")
                .get("/v1/approvals")
                .queryParam("orgSlug", "#{orgSlug}")
                .header("Authorization", BEARER)
                .check(
                        status().is(200),
                        jmesPath("pending").ofList().exists(),
                        jmesPath("history").ofList().exists());
    }

    private static HttpRequestActionBuilder sync() {
        return http("POST /functions/v1/telemetry-sync")
                .post("/functions/v1/telemetry-sync")
                .header("Authorization", BEARER)
                .body(ElFileBody("bodies/telemetry-sync.json"))
                .asJson()
                .check(
                        status().is(200),
                        jmesPath("coverage[0]").exists(),
                        jmesPath("sla").exists());
    }
}
