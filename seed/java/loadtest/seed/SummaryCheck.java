package loadtest.seed;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.settings.BadInput;

/** Tells a usable seed summary from one that would make a load run prove nothing. */
final class SummaryCheck {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final int CURATED_VOUCHERS = 20;
    private static final int CURATED_TARGETS = 12;

    private SummaryCheck() {}

    static BadInput unusable(Path file, String why) {
        return new BadInput("seed summary " + file + ": " + why
                + "; write it anew with 'mvn compile exec:java@seed', or set PERF_SUMMARY_PATH");
    }

    static void check(Path file, SeedSummary summary) {
        if (summary == null || summary.seedVersion() == null) {
            throw unusable(file, "it has no seedVersion");
        }
        if (!summary.seedVersion().equals(SeedSummary.SEED_VERSION)) {
            throw unusable(
                    file,
                    "it is of version " + summary.seedVersion() + ", this suite wants " + SeedSummary.SEED_VERSION);
        }
        problems(summary).findFirst().ifPresent(problem -> {
            throw unusable(file, problem);
        });
    }

    private static Stream<String> problems(SeedSummary summary) {
        var campaign = summary.campaignDispatch();
        return Stream.of(
                        count("voucherPreviewPayloads", summary.voucherPreviewPayloads(), CURATED_VOUCHERS),
                        count("stationRedeemPayloads", summary.stationRedeemPayloads(), Station.COUNT),
                        count("curatedCampaignTargets", summary.curatedCampaignTargets(), CURATED_TARGETS),
                        count(
                                "campaignDispatch.bulkTargetMsisdns",
                                campaign == null ? null : campaign.bulkTargetMsisdns(),
                                CampaignTarget.BULK_COUNT),
                        stations(summary),
                        vouchers(summary),
                        campaign(campaign))
                .flatMap(problem -> problem);
    }

    private static Stream<String> stations(SeedSummary summary) {
        return indexed(summary.stationRedeemPayloads()).flatMap(i -> {
            var station = summary.stationRedeemPayloads().get(i);
            var name = "stationRedeemPayloads[" + i + "]";
            return station == null || !isId(station.stationId()) || station.operator() == null
                    ? Stream.of(name + " has no stationId or no operator")
                    : Stream.concat(
                            count(name + ".voucherIds", station.voucherIds(), Voucher.POOL_PER_STATION),
                            count(name + ".voucherCodes", station.voucherCodes(), Voucher.POOL_PER_STATION));
        });
    }

    private static Stream<String> vouchers(SeedSummary summary) {
        return indexed(summary.voucherPreviewPayloads())
                .filter(i -> !isUsable(summary.voucherPreviewPayloads().get(i)))
                .map(i -> "voucherPreviewPayloads[" + i + "] has no voucherId, code, currency or expiresAt");
    }

    private static boolean isUsable(SeedSummary.VoucherPreview voucher) {
        return voucher != null
                && isId(voucher.voucherId())
                && voucher.code() != null
                && voucher.currency() != null
                && voucher.expiresAt() != null;
    }

    private static Stream<String> campaign(SeedSummary.CampaignDispatch campaign) {
        return campaign != null && isId(campaign.campaignId()) && campaign.batchReference() != null
                ? Stream.empty()
                : Stream.of("campaignDispatch has no campaignId or no batchReference");
    }

    private static Stream<String> count(String name, List<?> list, int expected) {
        var found = list == null ? 0 : list.size();
        return found == expected && !list.contains(null)
                ? Stream.empty()
                : Stream.of(name + " holds " + found + " entries, not " + expected);
    }

    private static Stream<Integer> indexed(List<?> list) {
        return IntStream.range(0, list == null ? 0 : list.size()).boxed();
    }

    private static boolean isId(String text) {
        return text != null && UUID.matcher(text).matches();
    }
}
