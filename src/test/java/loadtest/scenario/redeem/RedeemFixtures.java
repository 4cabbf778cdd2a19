package loadtest.scenario.redeem;

import java.util.List;
import loadtest.seed.summary.SeedSummary;
import loadtest.seed.table.Remaining;
import loadtest.target.Check;
import loadtest.target.FixtureCheck;
import loadtest.target.ReadinessCheck;

/** Checks before the load that the vouchers of this run are redeemable. */
public final class RedeemFixtures implements ReadinessCheck {
    @Override
    public List<Check> check(About about) {
        return List.of(FixtureCheck.check(about, fixtures -> needed(about, fixtures), RedeemFixtures::left));
    }

    private static List<String> needed(About about, SeedSummary fixtures) {
        var profile = RedeemPool.carried(fixtures, about.profile());
        var all = RedeemPool.of(fixtures, profile);
        var needed = all.subList(0, (int) profile.plannedUsers().orElseThrow());
        return about.load().slice(needed, "vouchers").stream()
                .map(RedeemPool.Redeemable::voucherId)
                .toList();
    }

    private static Check left(Remaining remaining, SeedSummary fixtures, List<String> needed) {
        var all = fixtures.stationRedeemPayloads().stream()
                .flatMap(station -> station.voucherIds().stream())
                .toList();
        var state = remaining.vouchers(needed);
        var inAll = remaining.vouchers(all).unused() + " of " + all.size() + " in all";
        return FixtureCheck.judge(state, state.unused(), needed, "vouchers of this run are redeemable, " + inAll);
    }
}
