package loadtest.target;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import loadtest.settings.StartSteps;

/** A few silent requests, so that the first counted sample does not pay for name lookup, TLS and cold code. */
public final class WarmUp {
    private static final int REQUESTS = 5;

    private WarmUp() {}

    /**
     * @param name of the scenario that sends it
     * @param origins where the load will go; any answer will do, and a redirect is not followed
     * @param end when it ends, for the load begins then; empty where it ends with the last answer
     */
    public static ScenarioBuilder of(String name, Origins origins, Optional<Instant> end) {
        var requests = origins.all().stream()
                .map(origin -> exec(origin.warmUp()))
                .reduce(ChainBuilder::exec)
                .orElseThrow();
        return scenario(name)
                .exec(session -> {
                    StartSteps.done(StartSteps.FIRST_REQUEST);
                    return session;
                })
                .exec(repeat(REQUESTS).on(requests))
                .exec(pause(session -> end.map(WarmUp::left).orElse(Duration.ZERO)));
    }

    private static Duration left(Instant end) {
        var left = Duration.between(Instant.now(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
