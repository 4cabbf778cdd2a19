package loadtest.truth;

import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that a run must report.
 *
 * @param says in words
 * @param observed compares it with the result of the run
 */
record Expectation(String says, Function<RowResult, Observed> observed) {

    /**
     * @param seen in words
     * @param measurement where it was measured
     */
    record Observed(boolean kept, String seen, Optional<Measurement> measurement) {
        static Observed of(boolean kept, Object seen) {
            return new Observed(kept, String.valueOf(seen), Optional.empty());
        }

        static Observed of(Measurement measurement) {
            return new Observed(measurement.kept(), measurement.toString(), Optional.of(measurement));
        }
    }
}
