package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.nothingSent;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.Expect.saysOnce;
import static loadtest.truth.ExpectNumbers.share;
import static loadtest.truth.TruthRow.row;

import java.util.List;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.redeem.StationRedeemPeak;

/** Fixtures that others use up before the load or during it. */
final class FixtureRows {
    private static final String ADVICE = "seed again with 'mvn compile exec:java@seed'";

    private FixtureRows() {}

    static List<TruthRow> all() {
        return List.of(
                row("targets sent to before the load")
                        .fast()
                        .of(CampaignBulkSend.class)
                        .load("at-once 2 users", "targets", 200)
                        .before(
                                "somebody sends to all of them",
                                (run, bench) -> bench.sql("update campaign_targets set status = 'sent'"))
                        .expect(
                                exit(2),
                                nothingSent(),
                                saysOnce("only 0 of 200 targets of this run are queued, 0 of 10000 in all: " + ADVICE)),
                row("vouchers redeemed before the load, and no database to know it by")
                        .of(StationRedeemPeak.class)
                        .load("hold 5 per second for 1 s")
                        .variable("SUPABASE_DB_URL", "")
                        .before("somebody redeems them", (run, bench) -> {
                            for (var arrival = 0; arrival < 5; arrival++) {
                                bench.redeem(arrival);
                            }
                        })
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                reason("someone else is redeeming here: reseed, run alone"),
                                actual("replays all refused", "0 of 0")),
                row("fixtures used up before the load")
                        .of(StationRedeemPeak.class)
                        .load("hold 10 per second for 2 s")
                        .before("somebody redeems one of its vouchers", (run, bench) -> bench.redeem(3))
                        .expect(
                                exit(2),
                                nothingSent(),
                                saysOnce("only 19 of 20 vouchers of this run are redeemable, 1599 of 1600 in all: "
                                        + ADVICE)),
                row("fixtures used up midway")
                        .of(StationRedeemPeak.class)
                        .load("hold 15 per second for 4 s")
                        .meanwhile("somebody redeems the vouchers of the arrivals 40 to 49", (run, bench) -> {
                            run.loadFor(0);
                            for (var arrival = 40; arrival < 50; arrival++) {
                                bench.redeem(arrival);
                            }
                        })
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                share("POST /redeem failed", 16.67, 10),
                                reason("someone else is redeeming here: reseed, run alone")));
    }
}
