package loadtest.report.invocation;

import java.util.Optional;
import loadtest.report.history.PastRun;

/**
 * What became of one scenario in an invocation.
 *
 * @param run its folder; empty unless it has ended
 * @param why it is left out, in words; otherwise empty
 */
public record InvocationRun(String scenario, String runId, InvocationState state, Optional<PastRun> run, String why) {

    /** How far it has come. */
    public enum InvocationState {
        GOES_ON,
        ENDED,
        /** Its process has gone without a word, killed for example. */
        DID_NOT_END,
        /** It was not meant to run. */
        LEFT_OUT
    }

    /** The same where nobody is left to end it. */
    InvocationRun over() {
        return state == InvocationState.GOES_ON
                ? new InvocationRun(scenario, runId, InvocationState.DID_NOT_END, run, why)
                : this;
    }
}
