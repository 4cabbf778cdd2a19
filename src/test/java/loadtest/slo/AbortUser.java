package loadtest.slo;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * One more user, who sends nothing and looks a few times a second: ends the run where it is to be given up, and tells
 * how much later than due the engine's own timer fires.
 */
public final class AbortUser {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final AbortCriteria abort;
    private final LongConsumer engineLag;
    private final BooleanSupplier ended;
    private long looked = System.nanoTime();

    /**
     * @param engineLag told of each delay, in milliseconds
     * @param ended whether the load has ended, and nothing is left to watch
     */
    public AbortUser(AbortCriteria abort, LongConsumer engineLag, BooleanSupplier ended) {
        this.abort = abort;
        this.engineLag = engineLag;
        this.ended = ended;
    }

    /** To be injected once, beside the load. */
    public ScenarioBuilder scenario() {
        return CoreDsl.scenario("watch")
                .exec(asLongAs(session -> !ended.getAsBoolean())
                        .on(exec(session -> {
                                    looked = System.nanoTime();
                                    return session;
                                })
                                .exec(pause(LOOK_EVERY))
                                .exec(session -> {
                                    tellLag();
                                    return session;
                                })
                                .exec(stopLoadGeneratorIf(
                                        session -> abort.reached()
                                                .map(Object::toString)
                                                .orElse("going on"),
                                        session -> abort.isReached()))));
    }

    private void tellLag() {
        var took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - looked);
        engineLag.accept(Math.max(0, took - LOOK_EVERY.toMillis()));
    }
}
