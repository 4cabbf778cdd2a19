package loadtest.target;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.ProbeClient;
import loadtest.settings.Secret;

/** Sends one request to a target, as the load sends it, and says in one line when nothing answers. */
final class TargetProbe {
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
        try (var client = new ProbeClient(ProbeClient.USUAL_BYTES)) {
            var begun = System.nanoTime();
            var response = client.send(request.build());
            return ProbeAnswer.of(response, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new BadInput(setting + ": " + PreflightCalls.origin(address) + " does not answer (" + reason(e)
                    + "): is it up, and is the address right? Nothing was sent");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException || e instanceof SocketTimeoutException) {
            return "no answer within " + ProbeClient.TIMEOUT.toSeconds() + " s";
        }
        if (e instanceof UnknownHostException) {
            return "unknown host";
        }
        return e instanceof ConnectException ? "connection refused" : ForeignText.shown(Failure.line(e));
    }
}
