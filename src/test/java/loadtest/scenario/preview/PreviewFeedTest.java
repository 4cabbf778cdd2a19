package loadtest.scenario.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.Settings;
import loadtest.testing.Seeded;
import org.junit.jupiter.api.Test;

class PreviewFeedTest {

    @Test
    void previewsEveryVoucherInTurnAndNeverUnderTheSameKey() {
        var previews = take(feed(Map.of(), "run-1"), 2000);

        assertThat(previews.stream().limit(40).map(preview -> preview.get("code")))
                .containsExactlyElementsOf(
                        Stream.concat(Seeded.codes(), Seeded.codes()).toList());
        assertThat(previews.stream()
                        .map(preview -> preview.get("idempotencyKey"))
                        .distinct())
                .hasSize(2000);
        assertThat(previews.get(0))
                .containsOnlyKeys(
                        "voucherId", "code", "amount", "currency", "expiresAt", "stationScope", "idempotencyKey");
        assertThat(previews.get(21)).containsEntry("idempotencyKey", "run-1-P0002-21");
    }

    @Test
    void namesTheStationOfAVoucherThatIsGoodThereAlone() {
        var scoped = Seeded.SUMMARY.voucherPreviewPayloads().get(0);
        var free = new SeedSummary.VoucherPreview(
                scoped.voucherId(), scoped.code(), scoped.amount(), scoped.currency(), scoped.expiresAt(), null);
        var fixtures = new SeedSummary("", "", List.of(scoped, free), List.of(), null, List.of());

        assertThat(take(
                                PreviewFeed.of(
                                        fixtures.voucherPreviewPayloads(),
                                        Settings.of(Map.of()).vouchers(),
                                        "run-1"),
                                2)
                        .stream()
                        .map(preview -> preview.get("stationScope")))
                .containsExactly('"' + scoped.stationScope() + '"', "null");
    }

    @Test
    void putsThePrefixBeforeTheKey() {
        var first = feed(Map.of("PERF_IDEMPOTENCY_PREFIX", "nightly"), "run-1").next();

        assertThat(first).containsEntry("idempotencyKey", "nightly-run-1-P0001-0");
    }

    /** A reviewer who knows the run's id can tell what was asked for. */
    @Test
    void drawsOtherAmountsByTheIdOfTheRun() {
        var forced = Map.of("PERF_FORCE_RANDOM_AMOUNT", "TRUE");
        var amounts = amounts(forced, "run-1");

        assertThat(amounts).allMatch(amount -> amount instanceof Integer n && n >= 1000 && n <= 2999);
        assertThat(new HashSet<>(amounts)).hasSizeGreaterThan(1000);
        assertThat(amounts).contains(1000, 2999);
        assertThat(amounts(forced, "run-1")).isEqualTo(amounts);
        assertThat(amounts(forced, "run-2")).isNotEqualTo(amounts);
        assertThat(new HashSet<>(amounts(Map.of(), "run-1"))).hasSize(1);
    }

    @Test
    void saysThatAmountsAreDrawn() {
        var forced = Settings.of(Map.of("PERF_FORCE_RANDOM_AMOUNT", "true")).vouchers();

        assertThat(PreviewFeed.change(forced))
                .contains(
                        "previews ask for amounts from 1000 to 2999 (PERF_FORCE_RANDOM_AMOUNT), drawn by the run's id");
        assertThat(PreviewFeed.change(Settings.of(Map.of()).vouchers())).isEmpty();
    }

    private static List<Object> amounts(Map<String, String> variables, String runId) {
        return take(feed(variables, runId), 20_000).stream()
                .map(preview -> preview.get("amount"))
                .toList();
    }

    private static Iterator<Map<String, Object>> feed(Map<String, String> variables, String runId) {
        return PreviewFeed.of(
                Seeded.SUMMARY.voucherPreviewPayloads(), Settings.of(variables).vouchers(), runId);
    }

    private static List<Map<String, Object>> take(Iterator<Map<String, Object>> feed, int most) {
        var taken = new ArrayList<Map<String, Object>>();
        while (taken.size() < most && feed.hasNext()) {
            taken.add(feed.next());
        }
        return taken;
    }
}
