package loadtest.slo;

/**
 * Whether users who come no longer send a request: fewer than half as many are seen in one part of a load as another part
 * lets expect.
 */
final class Fewer {
    /** With fewer expected, half of them may be chance. */
    private static final int FEWEST_EXPECTED = 100;

    private Fewer() {}

    static boolean than(double expected, long seen) {
        return expected >= FEWEST_EXPECTED && seen < least(expected);
    }

    static long least(double expected) {
        return Math.round(expected / 2);
    }
}
