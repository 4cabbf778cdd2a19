package loadtest.measure;

/**
 * What a load has achieved of one request.
 *
 * @param answers successful ones, within the injection window
 * @param seconds length of that window
 */
public record Achieved(long answers, double seconds) {
    /** 0 where the window has no length. */
    public double perMinute() {
        return seconds <= 0 ? 0 : 60 * answers / seconds;
    }
}
