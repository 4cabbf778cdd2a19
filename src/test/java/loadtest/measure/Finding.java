package loadtest.measure;

import loadtest.settings.ForeignText;

/**
 * What an audit found about one promise of the system under test.
 *
 * @param actual what was found, in words a reviewer understands
 * @param samples how many things were looked at
 */
public record Finding(State state, String actual, long samples) {
    /** Whether the promise was kept; a promise nobody could look into is neither. */
    public enum State {
        HOLDS,
        BROKEN,
        NOT_AUDITED
    }

    public Finding {
        actual = ForeignText.inOneLine(actual);
    }

    /** What an audit saw with its own eyes. */
    public static Finding of(boolean holds, String actual, long samples) {
        return new Finding(holds ? State.HOLDS : State.BROKEN, actual, samples);
    }

    /** An audit that had to run and could not: that fails. */
    public static Finding failed(String why) {
        return new Finding(State.BROKEN, "could not be audited: " + why, 0);
    }

    /** Nobody could look, and nobody had to: that decides nothing. */
    public static Finding notAudited(String why) {
        return new Finding(State.NOT_AUDITED, "not audited: " + why, 0);
    }
}
