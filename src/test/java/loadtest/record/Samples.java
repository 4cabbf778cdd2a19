package loadtest.record;

import java.util.Optional;

/** Samples as the engine would tell of them, for tests of what is made of them. */
public final class Samples {
    private Samples() {}

    /** Tells a recorder of so many samples of 10 ms. */
    public static void add(Recorder recorder, String name, boolean ok, int code, int times) {
        for (int i = 0; i < times; i++) {
            recorder.sample(of(name, 10, ok, Optional.of(code), ok ? Optional.empty() : Optional.of("found " + code)));
        }
    }

    static Sample of(String name, int millis, boolean ok, Optional<Integer> code, Optional<String> message) {
        return new Sample("", name, 0, millis, ok, code, message);
    }
}
