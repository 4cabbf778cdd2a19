package loadtest.measure;

import io.gatling.commons.stats.OK$;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Response;
import java.util.Optional;
import scala.jdk.javaapi.OptionConverters;

/** Reads a sample as the engine reports it to its data writers. */
final class EngineSample {
    private EngineSample() {}

    static boolean failed(DataWriterMessage$LoadEvent$Response response) {
        return response.status() != OK$.MODULE$;
    }

    /** Why it failed; empty where it did not. */
    static Optional<String> failure(DataWriterMessage$LoadEvent$Response response) {
        return OptionConverters.toJava(response.message());
    }

    /** The response time. */
    static int millis(DataWriterMessage$LoadEvent$Response response) {
        return (int) (response.endTimestamp() - response.startTimestamp());
    }

    static Sample of(DataWriterMessage$LoadEvent$Response response) {
        var groups = response.groupHierarchy();
        var code = OptionConverters.toJava(response.responseCode());
        return new Sample(
                response.scenario(),
                groups.isEmpty() ? "" : groups.head(),
                response.name(),
                response.startTimestamp(),
                millis(response),
                !failed(response),
                code.filter(text -> !text.equals(Unsent.CODE)).map(Integer::valueOf),
                failure(response),
                !code.equals(Optional.of(Unsent.CODE)));
    }
}
