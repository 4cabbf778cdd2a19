package loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import loadtest.measure.EngineHook;
import loadtest.measure.LoadEvent;
import loadtest.measure.Recorder;
import loadtest.slo.AbortCriteria;

/**
 * Tells a recorder, the engine's reports and the abort criteria what happened on other machines, in the order in which it
 * happened. The abort criteria are asked four times a second of the load's own time, as they are while a load goes on.
 *
 * <p>The engine's log holds times in milliseconds since its own start, as a number of 32 bits, and its charts reach from
 * the first time to the last. So its reports are told that the load began with the merge; ours have the real times.
 */
final class Replay {
    /** Few enough for the engine's writers to keep up, since what waits for them is in memory. */
    private static final int AT_ONCE = 5_000;

    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final long ASK_EVERY_MILLIS = 250;

    private final Merge merge;
    private final Recorder recorder;
    private final EngineHook hook;
    private final AbortCriteria abort;
    private long askedAt;
    private long forReports; // milliseconds by which the engine's reports are told later times
    private boolean ended;

    Replay(Merge merge, Recorder recorder, EngineHook hook, AbortCriteria abort) {
        this.merge = merge;
        this.recorder = recorder;
        this.hook = hook;
        this.abort = abort;
    }

    /** The one user who replays everything. */
    ScenarioBuilder scenario() {
        return CoreDsl.scenario("replay").exec(asLongAs(session -> goesOn()).on(pause(BETWEEN)));
    }

    private boolean goesOn() {
        for (int left = AT_ONCE; left > 0 && !ended; left--) {
            var next = merge.events().next();
            ended = next.isEmpty();
            next.ifPresent(this::tell);
        }
        return !ended;
    }

    private void tell(LoadEvent event) {
        if (merge.clock().getAsLong() == 0) {
            forReports = System.currentTimeMillis() - event.time();
        }
        merge.clock().reach(event.time());
        hook.report(event.later(forReports));
        event.tell(recorder);
        if (event instanceof LoadEvent.Answered answered) {
            abort.answered(answered.answer());
        }
        if (event.time() - askedAt >= ASK_EVERY_MILLIS) {
            askedAt = event.time();
            abort.isReached();
        }
    }
}
