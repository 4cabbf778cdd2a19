package loadtest.run;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.measure.DispatcherReport;

/**
 * What a scenario's simulation hands over to the run: what its users do, over which protocol, and what is asked of the
 * database before and after.
 *
 * @param dispatches where the scenario has a dispatcher
 * @param longer how much longer than the run's usual bound the last user may take
 * @param ended called when no answer counts any more: an abort loses the outstanding ones
 * @param closed called at last, when the verdict has been told
 */
public record Wiring(
        ChainBuilder journey,
        HttpProtocolBuilder protocol,
        Audit audit,
        Optional<DispatcherReport> dispatches,
        Duration longer,
        Runnable ended,
        Runnable closed) {

    /** Of a scenario whose database promises nothing. */
    public static Wiring of(ChainBuilder journey, HttpProtocolBuilder protocol) {
        return of(journey, protocol, Audit.NONE);
    }

    /** Of a scenario without a dispatcher. */
    public static Wiring of(ChainBuilder journey, HttpProtocolBuilder protocol, Audit audit) {
        return new Wiring(journey, protocol, audit, Optional.empty(), Duration.ZERO, () -> {}, () -> {});
    }

    /** The same with what is to be called when no answer counts any more. */
    public Wiring ending(Runnable atEnd) {
        return new Wiring(journey, protocol, audit, dispatches, longer, atEnd, closed);
    }
}
