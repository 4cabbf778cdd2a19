package loadtest.measure;

import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Response;

/**
 * Why a request failed, for the user that sent it: the engine tells its reports alone, and leaves nothing of it in the
 * session. It reports a sample on the thread that then takes the user's next step, so the last sample of a thread is that
 * user's; {@code DispatchLogIT} fails if an engine upgrade changes that.
 */
public final class LastFailure {
    private static final ThreadLocal<String> LAST = ThreadLocal.withInitial(() -> "");

    private LastFailure() {}

    /** To be asked for in the step right after a request; empty where it did not fail. */
    public static String message() {
        return LAST.get();
    }

    /** Takes note of a message, as it is shown, on the thread that sends it. */
    static void note(DataWriterMessage shown) {
        if (shown instanceof DataWriterMessage$LoadEvent$Response response) {
            LAST.set(response.message().isDefined() ? response.message().get() : "");
        }
    }
}
