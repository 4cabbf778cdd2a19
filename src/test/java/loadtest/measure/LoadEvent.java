package loadtest.measure;

import java.util.List;
import java.util.Map;

/** What the recorder of a run is told, as plain data that can be written down on one machine and told on another. */
public sealed interface LoadEvent {

    /** When it was told, in milliseconds since the epoch. */
    long time();

    /** The same by a clock that is so many milliseconds ahead. */
    LoadEvent later(long millis);

    /** Tells a recorder of it. */
    void tell(Recorder recorder);

    /** Id of the scenario that it happened in; empty where that is not known. */
    String scenario();

    /**
     * A request that has ended, or was never sent.
     *
     * @param groups that it ran in, the outermost first
     */
    record Ended(Sample sample, List<String> groups) implements LoadEvent {
        @Override
        public long time() {
            return sample.end();
        }

        @Override
        public String scenario() {
            return sample.scenario();
        }

        @Override
        public void tell(Recorder recorder) {
            recorder.sample(sample);
        }

        @Override
        public Ended later(long millis) {
            return new Ended(sample.later(millis), groups);
        }
    }

    /** A virtual user who starts, or has finished. */
    record User(String scenario, boolean start, long time) implements LoadEvent {
        @Override
        public void tell(Recorder recorder) {
            recorder.user(scenario, start, time);
        }

        @Override
        public User later(long millis) {
            return new User(scenario, start, time + millis);
        }
    }

    /** A request that the engine sends again by itself. */
    record SentAgain(RequestKey request, long time) implements LoadEvent {
        @Override
        public String scenario() {
            return request.scenario();
        }

        @Override
        public void tell(Recorder recorder) {
            recorder.sentAgain(request);
        }

        @Override
        public SentAgain later(long millis) {
            return new SentAgain(request, time + millis);
        }
    }

    /** One of the slowest requests of this machine so far. */
    record Slow(TracedSample traced) implements LoadEvent {
        @Override
        public long time() {
            return traced.sample().end();
        }

        @Override
        public String scenario() {
            return traced.sample().scenario();
        }

        @Override
        public void tell(Recorder recorder) {
            recorder.slow(traced);
        }

        @Override
        public Slow later(long millis) {
            return new Slow(traced.later(millis));
        }
    }

    /**
     * A failed request with what led to it.
     *
     * @param answer how its body began, masked; empty where none came
     */
    record Failed(TracedSample traced, Map<String, String> fixture, String answer) implements LoadEvent {
        public static Failed of(FailedSample failed) {
            return new Failed(failed.traced(), failed.fixture(), failed.answer().shown());
        }

        @Override
        public long time() {
            return traced.sample().end();
        }

        @Override
        public String scenario() {
            return traced.sample().scenario();
        }

        @Override
        public void tell(Recorder recorder) {
            recorder.failed(new FailedSample(traced, fixture, AnswerBeginning.ofShown(answer)));
        }

        @Override
        public Failed later(long millis) {
            return new Failed(traced.later(millis), fixture, answer);
        }
    }

    /** What the dispatcher answered to one batch. */
    record Answered(DispatcherAnswer answer, long time) implements LoadEvent {
        @Override
        public String scenario() {
            return "";
        }

        @Override
        public void tell(Recorder recorder) {
            // it counts requests, not what one answer says
        }

        @Override
        public Answered later(long millis) {
            return new Answered(answer, time + millis);
        }
    }
}
