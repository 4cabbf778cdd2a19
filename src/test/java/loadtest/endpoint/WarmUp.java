package loadtest.endpoint;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ScenarioBuilder;
import java.net.URI;

/** A few silent requests, so that the first counted sample does not pay for name lookup, TLS and cold code. */
public final class WarmUp {
    private static final int REQUESTS = 5;

    private WarmUp() {}

    /** @param origin where the load will go; any answer will do */
    public static ScenarioBuilder of(URI origin) {
        var request = http("warm-up").get(origin + "/").silent();
        return scenario("warm-up").exec(repeat(REQUESTS).on(exec(request)));
    }
}
