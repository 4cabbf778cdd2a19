package loadtest.measure;

import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Response;
import java.util.Optional;

/**
 * The sample of a request, for the user that sent it: the engine tells its reports alone, and leaves nothing of it in
 * the session. It reports a sample on the thread that then takes the user's next step, so the last sample of a thread is
 * that user's; {@code FailedSamplesIT} fails if an engine upgrade changes that.
 */
final class LastSample {
    private static final ThreadLocal<LastSample> OF_THREAD = ThreadLocal.withInitial(LastSample::new);

    private DataWriterMessage$LoadEvent$Response reported;

    private LastSample() {}

    /** Keeps a sample, as it is shown, on the thread that reports it. */
    static void note(DataWriterMessage$LoadEvent$Response shown) {
        OF_THREAD.get().reported = shown;
    }

    /**
     * Takes the sample, in the step right after the request; empty where there is none, as of a silent request, or one
     * that could not be built.
     *
     * @param request its name
     */
    static Optional<DataWriterMessage$LoadEvent$Response> take(String request) {
        var last = OF_THREAD.get();
        var sample = last.reported;
        last.reported = null;
        return sample != null && sample.name().equals(request) ? Optional.of(sample) : Optional.empty();
    }
}
