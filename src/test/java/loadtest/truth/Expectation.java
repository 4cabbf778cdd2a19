package loadtest.truth;

import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that a run must show.
 *
 * @param says in words
 * @param look compares it with what the run left
 */
record Expectation(String says, Function<Seen, Look> look) {

    /**
     * @param seen in words
     * @param figure where it was measured
     */
    record Look(boolean kept, String seen, Optional<Figure> figure) {
        static Look of(boolean kept, Object seen) {
            return new Look(kept, String.valueOf(seen), Optional.empty());
        }

        static Look of(Figure figure) {
            return new Look(figure.kept(), figure.toString(), Optional.of(figure));
        }
    }
}
