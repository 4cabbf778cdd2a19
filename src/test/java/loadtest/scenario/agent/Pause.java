package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;

/** The time people take. */
final class Pause {
    private Pause() {}

    /** One second between two calls of an auditor, as the older scripts of this product had it. */
    static ChainBuilder think() {
        return pause(Duration.ofSeconds(1));
    }
}
