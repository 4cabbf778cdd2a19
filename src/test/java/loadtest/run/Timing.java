package loadtest.run;

import java.util.Optional;
import loadtest.share.ClockOffset;

/**
 * What a run knows of time before its load.
 *
 * @param start empty where it begins as soon as it is ready
 * @param clock how far this machine's clock is off, where several share the run and another clock can be asked
 */
record Timing(Optional<PlannedStart> start, Optional<ClockOffset> clock) {
    static final Timing NONE = new Timing(Optional.empty(), Optional.empty());
}
