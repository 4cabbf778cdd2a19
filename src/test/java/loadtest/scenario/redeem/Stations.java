package loadtest.scenario.redeem;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import loadtest.measure.SentRequest;
import loadtest.target.Origin;

/** The till of a fuel station. */
public final class Stations {
    /** The stats row of a redeem that must be refused. */
    public static final String REPLAY = "POST /redeem (replay)";

    private final Origin till;

    public Stations(Origin till) {
        this.till = till;
    }

    /**
     * Redeems {@code voucherId} at {@code stationId} for the first time. Leaves {@code redeemStatus}, absent where no
     * answer came, and, where the answer names them, {@code redeemedAt} and {@code reference}.
     */
    public ChainBuilder redeem() {
        return till.post("POST /redeem", call -> redeem(call)
                .checkIf((response, session) -> SentRequest.of(session).sentAgain())
                .then(status().not(409).name("sent twice by the engine itself: the first may have been stored"))
                .check(
                        status().saveAs("redeemStatus"),
                        status().not(409).name("someone else is redeeming here: reseed, run alone"),
                        status().in(200, 201),
                        // Real deployments may nest the answer.
                        jmesPath("status || data.status").is("redeemed"),
                        jmesPath("redeemedAt || data.redeemedAt").optional().saveAs("redeemedAt"),
                        jmesPath("reference || data.reference").optional().saveAs("reference")));
    }

    /** Repeats the redeem, which must be refused as already redeemed; leaves {@code replayStatus}. */
    public ChainBuilder replay() {
        return till.post(REPLAY, call -> redeem(call)
                .check(
                        status().saveAs("replayStatus"),
                        status().is(409),
                        jmesPath("status").is("already_redeemed")));
    }

    private static HttpRequestActionBuilder redeem(HttpRequestActionBuilder call) {
        return call.body(ElFileBody("bodies/redeem.json")).asJson();
    }
}
