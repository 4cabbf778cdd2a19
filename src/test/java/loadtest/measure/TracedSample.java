package loadtest.measure;

import java.util.Optional;

/**
 * A sample with what leads to it in the logs of the target.
 *
 * @param id under which it was sent; empty where it was not sent
 * @param answerId the id that the answer gives itself, with the name of its header; empty where it gives none
 */
public record TracedSample(Sample sample, Optional<String> id, Optional<String> answerId) {

    /** The same by a clock that is so many milliseconds ahead. */
    TracedSample later(long by) {
        return new TracedSample(sample.later(by), id, answerId);
    }
}
