package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.count;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Row.row;

import java.util.List;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.agent.ApiSmoke;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/** Nothing is wrong: a clean run must not be red. */
final class CleanRows {
    private CleanRows() {}

    static List<Row> all() {
        return List.of(
                row("clean api_smoke")
                        .of(ApiSmoke.class)
                        .load("hold 5 per second for 2 s")
                        .expect(exit(0), outcome("PASSED"), nothingMissed(), count("GET /api/healthz", 10)),
                row("clean agent_journeys, sessions audited")
                        .of(AgentJourneys.class)
                        .ownStandIn()
                        .load("hold 4 per second for 2 s")
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                count("POST /api/agent/start", 6),
                                actual("every session answered is stored", "6 distinct sessions answered")),
                row("clean voucher_preview_spike")
                        .of(VoucherPreviewSpike.class)
                        .load("hold 10 per second for 2 s")
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                count("GET voucher pdf", 20),
                                actual("previews changed nothing", "20 vouchers compared")),
                row("clean campaign_bulk_send")
                        .of(CampaignBulkSend.class)
                        .load("at-once 4 users", "targets", 400)
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                count("POST /campaigns", 4),
                                actual("every target dispatched exactly once", "recorded in the database: 400")),
                row("clean station_redeem_peak")
                        .of(StationRedeemPeak.class)
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
