package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.TruthRow.row;

import java.util.List;

/** All scenarios at once: what goes wrong in one of them is said of that one alone. */
final class TogetherRows {
    private static final String REDEEM = "station_redeem_peak / ";

    private TogetherRows() {}

    static List<TruthRow> all() {
        return List.of(
                row("everything at once, clean")
                        .together()
                        .expect(
                                exit(0),
                                outcome("PASSED"),
                                nothingMissed(),
                                actual("voucher_preview_spike / previews changed nothing", "20 vouchers compared"),
                                actual(
                                        "campaign_bulk_send / every target dispatched exactly once",
                                        "recorded in the database: 200"),
                                actual(
                                        REDEEM + "every accepted redeem persisted",
                                        "9 accepted, 9 vouchers redeemed, 9 events")),
                row("one scenario of everything fails: double spend")
                        .together()
                        .faults("bug { bug = redeem-without-state-check }")
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                missed(
                                        REDEEM + "POST /redeem (replay) failed",
                                        REDEEM + "replays all refused",
                                        REDEEM + "no voucher redeemed twice",
                                        REDEEM + "every accepted redeem persisted")),
                row("one scenario of everything fails: a target that is lost")
                        .together()
                        .faults("bug { bug = dispatcher-loses-targets, every = 2, at-most = 1 }")
                        .expect(exit(2), missed("campaign_bulk_send / every target dispatched exactly once")));
    }
}
