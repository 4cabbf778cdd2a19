package loadtest.target;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import loadtest.settings.BadInput;
import loadtest.settings.Network;
import loadtest.settings.ProbeClient;
import loadtest.settings.ProbeFailure;
import loadtest.settings.Secret;

/** Sends one request to a target, as the load sends it, and says in one line when nothing answers. */
final class TargetProbe {
    private final Network network;

    TargetProbe(Network network) {
        this.network = network;
    }

    /**
     * @param setting the variable that names the address
     * @throws BadInput naming it, if nothing answers
     */
    ProbeAnswer send(String setting, URI address, HttpRequest.Builder request, Map<String, Secret> headers) {
        // As in the load, a call's own header goes before one that is set for every call.
        var own = request.copy().build().headers();
        headers.forEach((name, value) -> {
            if (own.firstValue(name).isEmpty()) {
                request.setHeader(name, value.reveal());
            }
        });
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES, network)) {
            var begun = System.nanoTime();
            var response = client.send(request.build());
            return ProbeAnswer.of(response, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            var why = ProbeFailure.sentence(
                    e, request.build().uri(), network, "does not answer", ": is it up, and is the address right?");
            throw new BadInput(setting + ": " + PreflightCalls.origin(address) + " " + why
                    + (why.endsWith("?") ? "" : ".") + " Nothing was sent");
        }
    }
}
