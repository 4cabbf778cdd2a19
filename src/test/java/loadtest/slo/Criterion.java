package loadtest.slo;

import loadtest.measure.DispatcherAnswer;
import loadtest.measure.Sample;

/** One reason to abort a run. */
interface Criterion {
    void sample(Sample sample);

    /** @param now milliseconds since the epoch */
    void answered(long now, DispatcherAnswer answer);

    /** @param now milliseconds since the epoch */
    AbortCriteria.AbortStatus status(long now);
}
