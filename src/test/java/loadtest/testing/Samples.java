package loadtest.testing;

import java.util.Optional;
import java.util.Random;
import loadtest.measure.Recorder;
import loadtest.measure.Sample;

/** Records samples as the engine would, for tests of their evaluation. */
public final class Samples {
    /** The scenario of the samples, unless a test names another. */
    public static final String SCENARIO = "station_redeem_peak";

    private Samples() {}

    /** Records this number of samples of 10 ms. */
    public static void add(Recorder recorder, String name, boolean ok, int code, int times) {
        add(recorder, SCENARIO, name, ok, code, times);
    }

    /** The same of another scenario. */
    public static void add(Recorder recorder, String scenario, String name, boolean ok, int code, int times) {
        for (int i = 0; i < times; i++) {
            recorder.sample(new Sample(
                    scenario,
                    "",
                    name,
                    0,
                    10,
                    ok,
                    Optional.of(code),
                    ok ? Optional.empty() : Optional.of("found " + code)));
        }
    }

    /** Tells a recorder of a run: six request names in turn, response times as they are met, one failure in a hundred. */
    public static void feed(Recorder recorder, long samples, int perSecond) {
        var random = new Random(1);
        for (long n = 0; n < samples; n++) {
            var millis = (int) Math.min(30_000, Math.round(Math.exp(4 + 0.8 * random.nextGaussian())));
            var ok = n % 100 != 0;
            recorder.sample(at(1_893_585_600_000L + n * 1000 / perSecond, "GET /" + n % 6, millis, ok ? 200 : 503));
        }
    }

    /**
     * A sample that failed unless its status is 200.
     *
     * @param start milliseconds since the epoch
     */
    public static Sample at(long start, String name, int millis, int code) {
        var ok = code == 200;
        return new Sample(
                SCENARIO,
                "",
                name,
                start,
                millis,
                ok,
                Optional.of(code),
                ok ? Optional.empty() : Optional.of("found " + code));
    }

    public static Sample of(String name, int millis, boolean ok, Optional<Integer> code, Optional<String> message) {
        return new Sample(SCENARIO, "", name, 0, millis, ok, code, message);
    }
}
