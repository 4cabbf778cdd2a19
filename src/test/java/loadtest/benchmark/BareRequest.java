package loadtest.benchmark;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;

/** The least that the engine can be asked for: one user sends one request. */
public final class BareRequest extends Simulation {
    public BareRequest() {
        setUp(scenario("bare")
                        .exec(http("GET /").get("/").check(status().is(200)))
                        .injectOpen(atOnceUsers(1)))
                .protocols(http.baseUrl(System.getProperty(BareTour.BASE_URL)));
    }
}
