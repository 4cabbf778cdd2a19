package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.count;
import static loadtest.truth.Expect.everyRequestSent;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.users;
import static loadtest.truth.Row.row;

import java.util.List;
import java.util.stream.Stream;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.target.Scenarios;
import loadtest.testing.Workload;

/** Nothing is wrong: a clean run must not be red. */
final class CleanRows {
    private CleanRows() {}

    static List<Row> all() {
        return Stream.concat(withoutAudit(), audited().stream()).toList();
    }

    /** Whatever scenario has no audit: its requests are all that a clean run can show. */
    private static Stream<Row> withoutAudit() {
        return Scenarios.onClassPath().all().stream()
                .filter(scenario -> scenario.room().audited().isEmpty())
                .map(scenario -> row("clean " + scenario.id())
                        .of(Workload.of(scenario).simulation())
                        .load("hold 5 per second for 2 s")
                        .expect(exit(0), outcome("PASSED"), nothingMissed(), everyRequestSent(), users(10)));
    }

    private static List<Row> audited() {
        return List.of(
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
