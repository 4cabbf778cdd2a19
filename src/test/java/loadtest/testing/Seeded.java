package loadtest.testing;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.seed.summary.SeedSummary;

/** A summary of the shape and size the seeder writes, for tests of what is fed from it. */
public final class Seeded {
    public static final SeedSummary SUMMARY = new SeedSummary(
            "2030-01-31T00:00:00Z",
            SeedSummary.SEED_VERSION,
            list(
                    20,
                    n -> new SeedSummary.VoucherPreview(
                            "preview-" + n, code("P", n + 1), 2000, "RWF", "2030-03-01T00:00:00Z", "station-0")),
            list(50, Seeded::station),
            new SeedSummary.CampaignDispatch("campaign-1", "perf-bulk", list(10_000, n -> "+25078095" + pad(n))),
            List.of());

    private Seeded() {}

    public static Stream<String> codes() {
        return SUMMARY.voucherPreviewPayloads().stream().map(SeedSummary.VoucherPreview::code);
    }

    public static List<String> vouchersOf(String stationId) {
        return SUMMARY.stationRedeemPayloads().stream()
                .filter(station -> station.stationId().equals(stationId))
                .findFirst()
                .orElseThrow()
                .voucherIds();
    }

    private static SeedSummary.StationRedeem station(int n) {
        return new SeedSummary.StationRedeem(
                "station-" + n,
                "ENG-PERF-" + n,
                new SeedSummary.Operator("+250780900001", "Operator", "user-1"),
                list(32, m -> "voucher-" + n + "-" + m),
                list(32, m -> code("R", n * 32 + m)),
                null);
    }

    private static <T> List<T> list(int size, IntFunction<T> entry) {
        return IntStream.range(0, size).mapToObj(entry).toList();
    }

    private static String code(String letter, int n) {
        return letter + pad(n);
    }

    private static String pad(int n) {
        return String.format(Locale.ROOT, "%04d", n);
    }
}
