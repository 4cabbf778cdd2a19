package loadtest.scenario.redeem;

import java.util.ArrayList;
import java.util.List;
import loadtest.load.Profile;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;

/** The vouchers that a run redeems, in that order. */
final class RedeemPool {
    private RedeemPool() {}

    /** A voucher and the station at which it is redeemed. */
    record Redeemable(String stationId, SeedSummary.Operator operator, String voucherId) {}

    /**
     * Orders the vouchers station by station, so that consecutive arrivals are at different stations; none comes twice. The
     * profile redeems the first of them, one for each arrival.
     *
     * @throws BadInput if there are fewer than the profile's arrivals, or the number of arrivals is unknown
     */
    static List<Redeemable> of(SeedSummary fixtures, Profile profile) {
        var pool = pool(fixtures);
        var planned = profile.plannedUsers()
                .orElseThrow(
                        () -> new BadInput("profile " + profile.name() + " is a closed model, which may redeem more"
                                + " than the " + pool.size() + " vouchers seeded: describe it as an open one"));
        if (planned > pool.size()) {
            throw new BadInput("profile " + profile.name() + " redeems " + planned + " vouchers, and only "
                    + pool.size() + " are seeded: shorten the profile"
                    + (profile.anyLength()
                            ? " (PERF_LOAD_LENGTH=" + profile.length().toSeconds() * pool.size() / planned
                                    + "s at the most)"
                            : "")
                    + ", or enlarge the redeem pool of the seeder");
        }
        return pool;
    }

    /** A climb up to the ceiling that the vouchers carry; any other profile as it is. */
    static Profile carried(SeedSummary fixtures, Profile profile) {
        var vouchers = pool(fixtures).size();
        return profile.upTo(
                climb -> climb.plannedUsers().orElseThrow() <= vouchers,
                "fixtures: " + vouchers + " vouchers, of which each user redeems one");
    }

    private static List<Redeemable> pool(SeedSummary fixtures) {
        var stations = fixtures.stationRedeemPayloads();
        var rounds = stations.get(0).voucherIds().size();
        var pool = new ArrayList<Redeemable>();
        for (int round = 0; round < rounds; round++) {
            for (int n = 0; n < stations.size(); n++) {
                // Each round begins at the next station, so that replays are spread over the stations as well.
                var station = stations.get((n + round) % stations.size());
                pool.add(new Redeemable(
                        station.stationId(),
                        station.operator(),
                        station.voucherIds().get(round)));
            }
        }
        return pool;
    }
}
