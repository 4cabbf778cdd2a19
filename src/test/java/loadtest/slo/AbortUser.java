package loadtest.slo;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * A virtual user beside the load, who sends nothing. Four times a second it ends the run if an abort criterion is
 * reached, and measures how late the engine's own timer fires.
 */
public final class AbortUser {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final List<AbortCriteria> abort;
    private final LongConsumer engineLag;
    private final BooleanSupplier ended;
    private long pausedAt = System.nanoTime();

    /**
     * @param abort the criteria of each scenario that runs
     * @param engineLag receives each delay of the timer, in milliseconds
     * @param ended whether the load has ended; this user then ends too
     */
    public AbortUser(List<AbortCriteria> abort, LongConsumer engineLag, BooleanSupplier ended) {
        this.abort = abort;
        this.engineLag = engineLag;
        this.ended = ended;
    }

    /** The scenario of this user, to be injected once. */
    public ScenarioBuilder scenario() {
        return CoreDsl.scenario("watch")
                .exec(asLongAs(session -> !ended.getAsBoolean())
                        .on(exec(session -> {
                                    pausedAt = System.nanoTime();
                                    return session;
                                })
                                .exec(pause(INTERVAL))
                                .exec(session -> {
                                    reportLag();
                                    return session;
                                })
                                .exec(stopLoadGeneratorIf(
                                        session ->
                                                reached().map(Object::toString).orElse("going on"),
                                        session -> abort.stream().anyMatch(AbortCriteria::isReached)))));
    }

    private Optional<AbortCriteria.AbortStatus> reached() {
        return abort.stream().flatMap(criteria -> criteria.reached().stream()).findFirst();
    }

    private void reportLag() {
        var took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pausedAt);
        engineLag.accept(Math.max(0, took - INTERVAL.toMillis()));
    }
}
