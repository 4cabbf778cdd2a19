package loadtest.scenario.redeem;

import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import loadtest.load.ShareOfLoad;
import loadtest.seed.summary.SeedSummary;

/** The vouchers of the redeem pool, as the redeem journey takes them. */
public final class RedeemFeed {
    /** The interval, in redeems, at which a voucher is replayed. */
    private static final int REPLAY_EVERY = 50;

    private RedeemFeed() {}

    /**
     * Feeds the vouchers of this machine, with a replay at a fixed interval of those of all machines.
     *
     * @throws BadInput if there are fewer than the profile's arrivals, or the number of arrivals is unknown
     */
    public static Iterator<Map<String, Object>> of(SeedSummary fixtures, ShareOfLoad load) {
        var vouchers = RedeemPool.of(fixtures, load.profile());
        var numbers = IntStream.range(0, vouchers.size()).boxed().toList();
        return load.slice(numbers, "vouchers").stream()
                .map(n -> {
                    var voucher = vouchers.get(n);
                    return Map.<String, Object>of(
                            "stationId", voucher.stationId(),
                            "operator", fields(voucher.operator()),
                            "voucherId", voucher.voucherId(),
                            "replay", n % REPLAY_EVERY == 0);
                })
                .iterator();
    }

    /** As the engine writes an object into a body. */
    private static Map<String, String> fields(SeedSummary.Operator operator) {
        return Map.of("msisdn", operator.msisdn(), "displayName", operator.displayName(), "userId", operator.userId());
    }
}
