package loadtest.scenario.preview;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.Settings;

/** The curated vouchers, as the preview journey takes them. */
public final class PreviewFeed {
    /** The amounts that the older scripts drew from, in the voucher's currency. */
    private static final int LEAST = 1_000;

    private static final int MOST = 2_999;

    private PreviewFeed() {}

    /** These vouchers in turn, without end, each time under an idempotency key of its own. */
    public static Iterator<Map<String, Object>> of(
            List<SeedSummary.VoucherPreview> vouchers, Settings.Vouchers settings, String runId) {
        var prefix = settings.idempotencyPrefix().map(text -> text + "-").orElse("");
        var drawn = new Random(runId.hashCode()).ints(LEAST, MOST + 1).iterator();
        return Stream.iterate(0, n -> n + 1)
                .map(n -> {
                    var voucher = vouchers.get(n % vouchers.size());
                    return Map.<String, Object>of(
                            "voucherId", voucher.voucherId(),
                            "code", voucher.code(),
                            "amount", settings.randomAmount() ? drawn.next() : voucher.amount(),
                            "currency", voucher.currency(),
                            "expiresAt", voucher.expiresAt(),
                            "stationScope", stationScope(voucher),
                            "idempotencyKey", prefix + runId + "-" + voucher.code() + "-" + n);
                })
                .iterator();
    }

    /** What a setting changes about the load, in words, for the plan. */
    static Optional<String> change(Settings.Vouchers settings) {
        return settings.randomAmount()
                ? Optional.of("previews ask for amounts from " + LEAST + " to " + MOST
                        + " (PERF_FORCE_RANDOM_AMOUNT), drawn by the run's id")
                : Optional.empty();
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
