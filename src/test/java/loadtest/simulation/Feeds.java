package loadtest.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.seed.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Share;

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
     * @param share the part of them that this machine redeems
     * @throws BadInput if there are fewer than the profile's arrivals, or nobody knows how many arrive
     */
    static Iterator<Map<String, Object>> redeems(SeedSummary fixtures, Profile profile, Share share) {
        var pool = share.slice(pool(fixtures));
        var planned = profile.plannedUsers()
                .orElseThrow(
                        () -> new BadInput("profile " + profile.name() + " is a closed model, which may redeem more"
                                + " than the " + pool.size() + " vouchers seeded: describe it as an open one"));
        if (planned > pool.size()) {
            throw new BadInput("profile " + profile.name() + " redeems " + planned + " vouchers, and only "
                    + pool.size() + " are seeded: shorten the profile, or enlarge the redeem pool of the seeder");
        }
        return IntStream.range(0, pool.size())
                .mapToObj(n -> {
                    var fields = new HashMap<>(pool.get(n));
                    fields.put("replay", n % REPLAY_EVERY == 0);
                    return (Map<String, Object>) fields;
                })
                .iterator();
    }

    private static List<Map<String, Object>> pool(SeedSummary fixtures) {
        var stations = fixtures.stationRedeemPayloads();
        var rounds = stations.get(0).voucherIds().size();
        var pool = new ArrayList<Map<String, Object>>();
        for (int round = 0; round < rounds; round++) {
            for (int n = 0; n < stations.size(); n++) {
                // Each round begins one station further on, so that replays, too, go round the stations.
                var station = stations.get((n + round) % stations.size());
                pool.add(Map.of(
                        "stationId", station.stationId(),
                        "operator", station.operator().msisdn(),
                        "voucherId", station.voucherIds().get(round)));
            }
        }
        return pool;
    }
}
