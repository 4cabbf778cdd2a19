package loadtest.simulation;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.seed.SeedSummary;
import loadtest.settings.BadInput;

/** The data of the voucher journeys, made of the seeded fixtures. */
final class Feeds {
    /** Every so many redeems somebody tries the same voucher again. */
    private static final int REPLAY_EVERY = 50;

    private Feeds() {}

    /** The curated vouchers in turn, without end, each time under an idempotency key of its own. */
    static Iterator<Map<String, Object>> previews(SeedSummary fixtures, Optional<String> prefix, String runId) {
        var vouchers = fixtures.voucherPreviewPayloads();
        return Stream.iterate(0, n -> n + 1)
                .map(n -> {
                    var voucher = vouchers.get(n % vouchers.size());
                    var key = prefix.map(text -> text + "-").orElse("") + runId + "-" + voucher.code() + "-" + n;
                    return Map.<String, Object>of(
                            "voucherId", voucher.voucherId(),
                            "code", voucher.code(),
                            "amount", voucher.amount(),
                            "currency", voucher.currency(),
                            "expiresAt", voucher.expiresAt(),
                            "idempotencyKey", key);
                })
                .iterator();
    }

    /**
     * Vouchers station after station, so that neighbouring arrivals are at different stations; none comes twice.
     *
     * @throws BadInput if there are fewer than the profile's arrivals, or nobody knows how many arrive
     */
    static Iterator<Map<String, Object>> redeems(SeedSummary fixtures, Profile profile) {
        var stations = fixtures.stationRedeemPayloads();
        var each = stations.get(0).voucherIds().size();
        var pool = (long) stations.size() * each;
        var planned = profile.plannedUsers()
                .orElseThrow(
                        () -> new BadInput("profile " + profile.name() + " is a closed model, which may redeem more"
                                + " than the " + pool + " vouchers seeded: describe it as an open one"));
        if (planned > pool) {
            throw new BadInput("profile " + profile.name() + " redeems " + planned + " vouchers, and only " + pool
                    + " are seeded: shorten the profile, or enlarge the redeem pool of the seeder");
        }
        return IntStream.range(0, (int) pool)
                .mapToObj(n -> {
                    var round = n / stations.size();
                    // Each round begins one station further on, so that replays, too, go round the stations.
                    var station = stations.get((n + round) % stations.size());
                    var fields = new HashMap<String, Object>();
                    fields.put("stationId", station.stationId());
                    fields.put("operator", station.operator().msisdn());
                    fields.put("voucherId", station.voucherIds().get(round));
                    fields.put("replay", n % REPLAY_EVERY == 0);
                    return (Map<String, Object>) fields;
                })
                .iterator();
    }
}
