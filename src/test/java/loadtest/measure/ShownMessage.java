package loadtest.measure;

import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Error;
import io.gatling.core.stats.writer.DataWriterMessage$LoadEvent$Response;
import loadtest.settings.ForeignText;

/**
 * What the engine reports, as every report is to show it, Gatling's console, log and pages as well as ours: failure
 * messages are masked and escaped, because checks quote what the target answered.
 */
final class ShownMessage {
    private ShownMessage() {}

    static DataWriterMessage of(DataWriterMessage message) {
        return message instanceof DataWriterMessage.LoadEvent event
                ? of(event)
                : message instanceof DataWriterMessage.Crash crash
                        ? new DataWriterMessage.Crash(ForeignText.shown(crash.cause()))
                        : message;
    }

    static DataWriterMessage.LoadEvent of(DataWriterMessage.LoadEvent event) {
        if (event instanceof DataWriterMessage$LoadEvent$Response response
                && response.message().isDefined()) {
            return new DataWriterMessage$LoadEvent$Response(
                    response.scenario(),
                    response.groupHierarchy(),
                    response.name(),
                    response.startTimestamp(),
                    response.endTimestamp(),
                    response.status(),
                    response.responseCode(),
                    response.message().map(ForeignText::shown));
        }
        return event instanceof DataWriterMessage$LoadEvent$Error error
                ? new DataWriterMessage$LoadEvent$Error(ForeignText.shown(error.message()), error.timestamp())
                : event;
    }
}
