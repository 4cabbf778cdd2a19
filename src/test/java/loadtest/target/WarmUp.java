package loadtest.target;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import loadtest.settings.StartSteps;

/** A few silent requests, so that the first counted sample does not pay for name lookup, TLS and cold code. */
public final class WarmUp {
    private static final int REQUESTS = 5;

    private WarmUp() {}

    /**
     * @param name of the scenario that sends it
     * @param origins where the load will go; any answer will do, and a redirect is not followed
     */
    public static ScenarioBuilder of(String name, Origins origins) {
        var requests = origins.all().stream()
                .map(origin -> exec(origin.warmUp()))
                .reduce(ChainBuilder::exec)
                .orElseThrow();
        return scenario(name)
                .exec(session -> {
                    StartSteps.done(StartSteps.FIRST_REQUEST);
                    return session;
                })
                .exec(repeat(REQUESTS).on(requests));
    }
}
