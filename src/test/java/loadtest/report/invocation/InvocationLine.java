package loadtest.report.invocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import loadtest.settings.StrictJson;

/**
 * A line of an invocation's file, which the process of one scenario has added.
 *
 * @param time ISO-8601 in UTC
 * @param folder the name of the run's folder in the output folder; null unless the run has ended
 * @param why it is not meant to run; null unless it is left out
 * @param asked the scenarios that are to run in the invocation; null unless one begins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvocationLine(
        String scenario,
        String runId,
        InvocationEvent event,
        String time,
        String folder,
        String why,
        Collection<String> asked) {
    private static final JsonMapper JSON = StrictJson.mapper().build();

    /** What has happened. */
    enum InvocationEvent {
        BEGAN,
        ENDED,
        LEFT_OUT
    }

    InvocationLine {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(event, "event");
    }

    /** Empty for a line of another kind. */
    static Optional<InvocationLine> of(JsonNode line) {
        try {
            return Optional.of(JSON.treeToValue(line, InvocationLine.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }
}
