package loadtest.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.settings.ProbeClient;
import loadtest.settings.Secret;

/**
 * What a stand-in did wrong on purpose while a run went on. Such a run says nothing of the target: it rehearses what the
 * suite does about an incident.
 *
 * @param names of the faults, limits and token lifetimes of every plan that was in force; empty where there was none
 * @param strikes a line for each fault of the last plan: a run in which none applied has rehearsed nothing
 */
public record Rehearsal(List<String> names, List<String> strikes) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** No stand-in, or none that answers any more. */
    private static final Rehearsal UNKNOWN = new Rehearsal(List.of(), List.of());

    /**
     * Asks a server of this machine.
     *
     * @param origin its address; one that is no stand-in has nothing to say
     * @param start of the run
     * @param headers by which whoever reads its log knows who asks
     */
    public static Rehearsal since(Instant start, URI origin, Map<String, Secret> headers) {
        var question = HttpRequest.newBuilder(URI.create(origin + Control.FAULTS + "?since=" + start))
                .timeout(PATIENCE);
        headers.forEach((name, value) -> question.setHeader(name, value.reveal()));
        var request = question.build();
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            var answer = client.send(request);
            return answer.statusCode() == 200 ? of(new ObjectMapper().readTree(answer.body())) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN; // that it is gone, the verdict tells
        }
    }

    private static Rehearsal of(JsonNode answer) {
        var names = new ArrayList<String>();
        answer.path("rehearsed").forEach(name -> names.add(name.asText()));
        var strikes = new ArrayList<String>();
        answer.path("faults").forEach(fault -> strikes.add(strikes(fault)));
        return new Rehearsal(names, strikes);
    }

    private static String strikes(JsonNode fault) {
        var struck = fault.path("struck").asLong();
        return "fault '" + fault.path("name").asText() + "' of the plan struck " + struck + " of "
                + fault.path("seen").asLong() + " requests" + (struck == 0 ? ": it was not rehearsed" : "");
    }
}
