package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.ExpectNumbers.count;
import static loadtest.truth.ExpectNumbers.everyRequestSent;
import static loadtest.truth.ExpectNumbers.users;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import java.util.stream.Stream;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.target.Scenarios;
import loadtest.testing.Workload;

/** Runs without any fault must pass. */
final class CleanRows {
    private CleanRows() {}

    static List<TruthRow> all() {
        return Stream.concat(withoutAudit(), audited().stream()).toList();
    }

    /** Every scenario without an audit: all that a clean run can show is its requests. */
    private static Stream<TruthRow> withoutAudit() {
        return Scenarios.onClassPath().all().stream()
                .filter(scenario -> scenario.room().audited().isEmpty())
                .map(scenario -> row("clean " + scenario.id())
                        .of(Workload.of(scenario).simulation())
                        .load("hold 5 per second for 2 s")
                        .expect(exit(0), outcome("PASSED"), nothingMissed(), everyRequestSent(), users(10)));
    }

    private static List<TruthRow> audited() {
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
