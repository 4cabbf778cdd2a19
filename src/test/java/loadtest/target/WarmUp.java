package loadtest.target;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ScenarioBuilder;

/** A few silent requests, so that the first counted sample does not pay for name lookup, TLS and cold code. */
public final class WarmUp {
    private static final int REQUESTS = 5;

    private WarmUp() {}

    /** @param origin where the load will go; any answer will do, and a redirect is not followed */
    public static ScenarioBuilder of(Origin origin) {
        var request = origin.call(
                        http("warm-up").get(origin.address().resolve("/").toString()))
                .silent();
        return scenario("warm-up").exec(repeat(REQUESTS).on(exec(request)));
    }
}
