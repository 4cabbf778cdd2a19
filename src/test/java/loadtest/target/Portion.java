package loadtest.target;

import java.util.ArrayList;
import java.util.List;
import loadtest.load.Profile;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Share;

/** The part of the seeded fixtures that a run uses up, in the order in which it does; no other machine's. */
public final class Portion {
    private Portion() {}

    /** A voucher to be redeemed, and where. */
    public record Redeemable(String stationId, String operator, String voucherId) {}

    /**
     * Vouchers station after station, so that neighbouring arrivals are at different stations; none comes twice. The
     * profile redeems the first of them.
     *
     * @throws BadInput if there are fewer than the profile's arrivals, or nobody knows how many arrive
     */
    public static List<Redeemable> vouchers(SeedSummary fixtures, Profile profile, Share share) {
        var pool = share.slice(pool(fixtures));
        var planned = profile.plannedUsers()
                .orElseThrow(
                        () -> new BadInput("profile " + profile.name() + " is a closed model, which may redeem more"
                                + " than the " + pool.size() + " vouchers seeded: describe it as an open one"));
        if (planned > pool.size()) {
            throw new BadInput("profile " + profile.name() + " redeems " + planned + " vouchers, and only "
                    + pool.size() + " are seeded: shorten the profile, or enlarge the redeem pool of the seeder");
        }
        return pool;
    }

    /**
     * Phone numbers to be sent to, none twice.
     *
     * @throws BadInput if fewer are seeded than the profile sends to
     */
    public static List<String> targets(SeedSummary fixtures, Profile profile, Share share) {
        var all = fixtures.campaignDispatch().bulkTargetMsisdns();
        var wanted = profile.targets()
                .orElseThrow(() -> new BadInput("profile " + profile.name()
                        + " of campaign_bulk_send has no 'targets': say how many it sends to"));
        if (wanted > all.size()) {
            throw new BadInput("profile " + profile.name() + " sends to " + wanted + " targets, and only " + all.size()
                    + " are seeded");
        }
        return share.slice(all.subList(0, wanted));
    }

    private static List<Redeemable> pool(SeedSummary fixtures) {
        var stations = fixtures.stationRedeemPayloads();
        var rounds = stations.get(0).voucherIds().size();
        var pool = new ArrayList<Redeemable>();
        for (int round = 0; round < rounds; round++) {
            for (int n = 0; n < stations.size(); n++) {
                // Each round begins one station further on, so that replays, too, go round the stations.
                var station = stations.get((n + round) % stations.size());
                pool.add(new Redeemable(
                        station.stationId(),
                        station.operator().msisdn(),
                        station.voucherIds().get(round)));
            }
        }
        return pool;
    }
}
