package loadtest.scenario.campaign;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;
import loadtest.settings.Settings;
import loadtest.target.Origin;

/** The campaign dispatcher. */
public final class Campaigns {
    private final Settings settings;

    public Campaigns(Settings settings) {
        this.settings = settings;
    }

    /**
     * Hands {@code targets} of {@code campaignId} over as {@code batchReference}. 429 asks to wait and is no failure.
     * Leaves {@code dispatchStatus}, {@code dispatchMillis}, {@code dispatchAnswer} and {@code retryAfter}, the last absent where the answer
     * names no time.
     */
    public HttpRequestActionBuilder dispatch() {
        var campaign = settings.campaign();
        var body = campaign.sandboxNumber().isPresent() ? "campaign-dispatch-sandbox" : "campaign-dispatch";
        var address = campaign.dispatchUrl().orElseThrow();
        return Origin.of(address, settings.run().staticHeaders())
                .bearer(campaign.authHeader(), campaign.bearer())
                .bridged(settings.run().bridgeSecret())
                .call(http("POST /campaigns").post(address.toString()))
                .body(ElFileBody("bodies/" + body + ".json"))
                .asJson()
                .check(
                        status().saveAs("dispatchStatus"),
                        responseTimeInMillis().saveAs("dispatchMillis"),
                        bodyString().saveAs("dispatchAnswer"),
                        header("Retry-After").optional().saveAs("retryAfter"),
                        status().in(200, 202, 429))
                .checkIf((response, session) -> response.status().code() / 100 == 2)
                .then(jmesPath("accepted").ofInt().gte(0));
    }
}
