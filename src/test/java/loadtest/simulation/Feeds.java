package loadtest.simulation;

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
import loadtest.target.Portion;

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

    /** The ids of the curated vouchers. */
    static List<String> previewed(SeedSummary fixtures) {
        return fixtures.voucherPreviewPayloads().stream()
                .map(SeedSummary.VoucherPreview::voucherId)
                .toList();
    }

    /**
     * The vouchers of this machine's part, with a replay now and then.
     *
     * @throws BadInput if there are fewer than the profile's arrivals, or nobody knows how many arrive
     */
    static Iterator<Map<String, Object>> redeems(SeedSummary fixtures, Profile profile, Share share) {
        var vouchers = Portion.vouchers(fixtures, profile, share);
        return IntStream.range(0, vouchers.size())
                .mapToObj(n -> {
                    var voucher = vouchers.get(n);
                    return Map.<String, Object>of(
                            "stationId", voucher.stationId(),
                            "operator", voucher.operator(),
                            "voucherId", voucher.voucherId(),
                            "replay", n % REPLAY_EVERY == 0);
                })
                .iterator();
    }
}
