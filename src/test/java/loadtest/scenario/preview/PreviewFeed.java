package loadtest.scenario.preview;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.seed.summary.SeedSummary;

/** The curated vouchers, as the preview journey takes them. */
public final class PreviewFeed {
    private PreviewFeed() {}

    /** The curated vouchers in turn, without end, each time under an idempotency key of its own. */
    public static Iterator<Map<String, Object>> of(SeedSummary fixtures, Optional<String> prefix, String runId) {
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
                            "stationScope", stationScope(voucher),
                            "idempotencyKey", key);
                })
                .iterator();
    }

    /** As JSON: a feed has no null. */
    private static String stationScope(SeedSummary.VoucherPreview voucher) {
        return voucher.stationScope() == null ? "null" : '"' + voucher.stationScope() + '"';
    }

    /** The ids of the curated vouchers. */
    public static List<String> ids(SeedSummary fixtures) {
        return fixtures.voucherPreviewPayloads().stream()
                .map(SeedSummary.VoucherPreview::voucherId)
                .toList();
    }
}
