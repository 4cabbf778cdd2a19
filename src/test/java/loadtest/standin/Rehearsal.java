package loadtest.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loadtest.settings.ProbeClient;

/** Asks a stand-in how often each fault of its plan applied: a run in which none did has rehearsed nothing. */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Rehearsal() {}

    /**
     * A line for each fault of the plan that is in force.
     *
     * @param standIn its origin; never that of a deployment
     * @return empty where it does not answer any more
     */
    public static List<String> told(String standIn) {
        var request = HttpRequest.newBuilder(URI.create(standIn + Control.FAULTS))
                .timeout(PATIENCE)
                .build();
        var lines = new ArrayList<String>();
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            var answer = client.send(request);
            new ObjectMapper().readTree(answer.body()).path("faults").forEach(fault -> lines.add(told(fault)));
        } catch (IOException e) {
            // It is gone, which the verdict tells.
        }
        return lines;
    }

    private static String told(JsonNode fault) {
        var struck = fault.path("struck").asLong();
        return "fault '" + fault.path("name").asText() + "' of the plan struck " + struck + " of "
                + fault.path("seen").asLong() + " requests" + (struck == 0 ? ": it was not rehearsed" : "");
    }
}
