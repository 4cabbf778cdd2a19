package loadtest.scenario.campaign;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.ArrayList;
import java.util.List;
import loadtest.settings.Settings;
import loadtest.target.Origin;

/** The campaign dispatcher. */
public final class Campaigns {
    /** What a call leaves of its answer in the session. */
    static final String[] ANSWER = {"dispatchStatus", "dispatchMillis", "dispatchAnswer", "retryAfter", "date"};

    private static final String NAME = "POST /campaigns";

    private final Origin dispatcher;
    private final Settings.Campaign settings;

    /** @param settings of the sandbox that batches name, of their metadata, and of the longest time to an answer */
    public Campaigns(Origin dispatcher, Settings.Campaign settings) {
        this.dispatcher = dispatcher;
        this.settings = settings;
    }

    /** What settings change about the load, in words, for the plan. */
    List<String> changes() {
        var changes = new ArrayList<String>();
        if (!dispatcher.method().equals("POST")) {
            changes.add("batches are sent by " + dispatcher.method() + " (PERF_CAMPAIGN_DISPATCH_METHOD); their row is"
                    + " still named " + NAME);
        }
        changes.addAll(settings.dispatching().changes());
        if (settings.sandboxNumber().isEmpty() && settings.sandboxToken().isPresent()) {
            changes.add("batches carry PERF_WABA_SANDBOX_TOKEN without a number; where it takes both to keep messages"
                    + " from real phones, set PERF_WABA_SANDBOX_NUMBER, too");
        }
        return changes;
    }

    /**
     * Hands {@code targets} of {@code campaignId} over as {@code batchReference}. 429 asks to wait and is no failure.
     * Leaves {@link #ANSWER}, of which {@code retryAfter} and {@code date} are absent where the answer lacks these
     * headers.
     */
    public ChainBuilder dispatch() {
        var body = "bodies/campaign-dispatch" + (settings.isSandboxed() ? "-sandbox" : "")
                + (settings.dispatching().metadata() ? "" : "-without-metadata") + ".json";
        return dispatcher.send(NAME, call -> call.body(ElFileBody(body))
                .asJson()
                .requestTimeout(settings.dispatching().timeout())
                .check(
                        status().saveAs("dispatchStatus"),
                        responseTimeInMillis().saveAs("dispatchMillis"),
                        bodyString().saveAs("dispatchAnswer"),
                        header("Retry-After").optional().saveAs("retryAfter"),
                        header("Date").optional().saveAs("date"),
                        status().in(200, 202, 429))
                .checkIf((response, session) -> response.status().code() / 100 == 2)
                .then(jmesPath("accepted").ofInt().gte(0)));
    }
}
