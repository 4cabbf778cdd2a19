package loadtest.truth;

import static loadtest.target.Scenario.AGENT_JOURNEYS;
import static loadtest.target.Scenario.API_SMOKE;
import static loadtest.target.Scenario.CAMPAIGN_BULK_SEND;
import static loadtest.target.Scenario.STATION_REDEEM_PEAK;
import static loadtest.target.Scenario.VOUCHER_PREVIEW_SPIKE;
import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.count;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Row.row;

import java.util.List;

/** Nothing is wrong: a clean run must not be red. */
final class CleanRows {
    private CleanRows() {}

    static List<Row> all() {
        return List.of(
                row("clean api_smoke")
                        .of(API_SMOKE)
                        .load("hold 5 per second for 2 s")
                        .expect(exit(0), outcome("PASSED"), nothingMissed(), count("GET /api/healthz", 10)),
                row("clean agent_journeys, sessions audited")
                        .of(AGENT_JOURNEYS)
                        .ownStandIn()
                        .load("hold 4 per second for 2 s")
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                count("POST /api/agent/start", 6),
                                actual("every session answered is stored", "6 distinct sessions answered")),
                row("clean voucher_preview_spike")
                        .of(VOUCHER_PREVIEW_SPIKE)
                        .load("hold 10 per second for 2 s")
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                count("GET voucher pdf", 20),
                                actual("previews changed nothing", "20 vouchers compared")),
                row("clean campaign_bulk_send")
                        .of(CAMPAIGN_BULK_SEND)
                        .load("at-once 4 users", "targets", 400)
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                count("POST /campaigns", 4),
                                actual("every target dispatched exactly once", "recorded in the database: 400")),
                row("clean station_redeem_peak")
                        .of(STATION_REDEEM_PEAK)
                        .load("hold 30 per second for 2 s")
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                count("POST /redeem", 60),
                                count("POST /redeem (replay)", 2),
                                actual(
                                        "every accepted redeem persisted",
                                        "60 accepted, 60 vouchers redeemed, 60 events")));
    }
}
