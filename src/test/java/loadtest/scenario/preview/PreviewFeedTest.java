package loadtest.scenario.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.seed.summary.SeedSummary;
import loadtest.testing.Seeded;
import org.junit.jupiter.api.Test;

class PreviewFeedTest {

    @Test
    void previewsEveryVoucherInTurnAndNeverUnderTheSameKey() {
        var previews = take(PreviewFeed.of(Seeded.SUMMARY, Optional.empty(), "run-1"), 2000);

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

        assertThat(take(PreviewFeed.of(fixtures, Optional.empty(), "run-1"), 2).stream()
                        .map(preview -> preview.get("stationScope")))
                .containsExactly('"' + scoped.stationScope() + '"', "null");
    }

    @Test
    void putsThePrefixBeforeTheKey() {
        var first =
                PreviewFeed.of(Seeded.SUMMARY, Optional.of("nightly"), "run-1").next();

        assertThat(first).containsEntry("idempotencyKey", "nightly-run-1-P0001-0");
    }

    private static List<Map<String, Object>> take(Iterator<Map<String, Object>> feed, int most) {
        var taken = new ArrayList<Map<String, Object>>();
        while (taken.size() < most && feed.hasNext()) {
            taken.add(feed.next());
        }
        return taken;
    }
}
