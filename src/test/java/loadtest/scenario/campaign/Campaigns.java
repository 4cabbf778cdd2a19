package loadtest.scenario.campaign;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.target.Origin;

/** The campaign dispatcher. */
public final class Campaigns {
    private final Origin dispatcher;
    private final boolean sandboxed;

    /** @param sandboxed whether batches carry a {@code sandbox}, which keeps messages from real phones */
    public Campaigns(Origin dispatcher, boolean sandboxed) {
        this.dispatcher = dispatcher;
        this.sandboxed = sandboxed;
    }

    /**
     * Hands {@code targets} of {@code campaignId} over as {@code batchReference}. 429 asks to wait and is no failure.
     * Leaves {@code dispatchStatus}, {@code dispatchMillis}, {@code dispatchAnswer} and {@code retryAfter}, the last absent where the answer
     * names no time.
     */
    public ChainBuilder dispatch() {
        var body = sandboxed ? "campaign-dispatch-sandbox" : "campaign-dispatch";
        return dispatcher.post("POST /campaigns", call -> call.body(ElFileBody("bodies/" + body + ".json"))
                .asJson()
                .check(
                        status().saveAs("dispatchStatus"),
                        responseTimeInMillis().saveAs("dispatchMillis"),
                        bodyString().saveAs("dispatchAnswer"),
                        header("Retry-After").optional().saveAs("retryAfter"),
                        status().in(200, 202, 429))
                .checkIf((response, session) -> response.status().code() / 100 == 2)
                .then(jmesPath("accepted").ofInt().gte(0)));
    }
}
