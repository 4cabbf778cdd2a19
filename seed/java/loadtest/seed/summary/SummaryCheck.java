package loadtest.seed.summary;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Station;
import loadtest.seed.fixture.Voucher;
import loadtest.settings.BadInput;
import loadtest.settings.TimeStamp;

/**
 * Tells a usable seed summary from one that would make a load run prove nothing: the first thing that is missing, is
 * not of its form, or comes twice, is named by its place in the file.
 */
final class SummaryCheck {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{5}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern MSISDN = Pattern.compile("\\+?\\d{8,15}");
    private static final Pattern TEXT = Pattern.compile("(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern STATUS = Pattern.compile("queued|sent|delivered|failed");
    private static final int CURATED_VOUCHERS = 20;
    private static final int CURATED_TARGETS = 12;

    private final Path file;
    private final Map<String, String> places = new HashMap<>(); // of what may come once only

    /** Checks one entry of a list. */
    private interface Entry<T> {
        void check(String place, T entry);
    }

    private SummaryCheck(Path file) {
        this.file = file;
    }

    static BadInput unusable(Path file, String why) {
        return new BadInput("seed summary " + file + ": " + why
                + "; write it anew with 'mvn compile exec:java@seed', or set PERF_SUMMARY_PATH");
    }

    /** @throws BadInput naming the first place that is not as it should be */
    static void check(Path file, SeedSummary summary) {
        if (summary == null || summary.seedVersion() == null) {
            throw unusable(file, "it has no seedVersion");
        }
        if (!summary.seedVersion().equals(SeedSummary.SEED_VERSION)) {
            throw unusable(
                    file,
                    "it is of version " + BadInput.shown(summary.seedVersion()) + ", this suite wants "
                            + SeedSummary.SEED_VERSION);
        }
        new SummaryCheck(file).check(summary);
    }

    private void check(SeedSummary summary) {
        instant("generatedAt", summary.generatedAt());
        each("voucherPreviewPayloads", summary.voucherPreviewPayloads(), CURATED_VOUCHERS, this::preview);
        each("stationRedeemPayloads", summary.stationRedeemPayloads(), Station.COUNT, this::station);
        if (summary.hasTargets()) {
            campaign(required("campaignDispatch", summary.campaignDispatch()));
            each("curatedCampaignTargets", summary.curatedCampaignTargets(), CURATED_TARGETS, this::curated);
        }
        SummarySection.lacking(summary).stream().findFirst().ifPresent(field -> {
            throw unusable(file, field + " is not what the seeder writes there");
        });
    }

    private void preview(String place, SeedSummary.VoucherPreview voucher) {
        voucher(place + ".voucherId", voucher.voucherId());
        code(place + ".code", voucher.code());
        if (voucher.amount() <= 0) {
            throw wrong(place + ".amount", voucher.amount(), "an amount above 0");
        }
        form(place + ".currency", voucher.currency(), CURRENCY, "a currency such as RWF");
        instant(place + ".expiresAt", voucher.expiresAt());
        if (voucher.stationScope() != null) {
            id(place + ".stationScope", voucher.stationScope());
        }
    }

    private void station(String place, SeedSummary.StationRedeem station) {
        id(place + ".stationId", station.stationId());
        once("station", place + ".stationId", station.stationId().toLowerCase(Locale.ROOT));
        form(place + ".stationCode", station.stationCode(), TEXT, "a code");
        var operator = required(place + ".operator", station.operator());
        form(place + ".operator.msisdn", operator.msisdn(), MSISDN, "a phone number such as +250780900001");
        form(place + ".operator.displayName", operator.displayName(), TEXT, "a name");
        id(place + ".operator.userId", operator.userId());
        each(place + ".voucherIds", station.voucherIds(), Voucher.POOL_PER_STATION, this::voucher);
        each(place + ".voucherCodes", station.voucherCodes(), Voucher.POOL_PER_STATION, this::code);
    }

    private void campaign(SeedSummary.CampaignDispatch campaign) {
        id("campaignDispatch.campaignId", campaign.campaignId());
        form("campaignDispatch.batchReference", campaign.batchReference(), TEXT, "a reference");
        var targets = campaign.bulkTargetMsisdns();
        each("campaignDispatch.bulkTargetMsisdns", targets, CampaignTarget.BULK_COUNT, (place, msisdn) -> {
            form(place, msisdn, MSISDN, "a phone number such as +250780950000");
            once("target", place, msisdn);
        });
    }

    private void curated(String place, SeedSummary.CuratedTarget target) {
        id(place + ".id", target.id());
        once("curated target", place + ".id", target.id().toLowerCase(Locale.ROOT));
        form(place + ".status", target.status(), STATUS, "queued, sent, delivered or failed");
        form(place + ".msisdn", target.msisdn(), MSISDN, "a phone number such as +250780900001");
    }

    private void voucher(String place, String voucherId) {
        id(place, voucherId);
        once("voucher", place, voucherId.toLowerCase(Locale.ROOT));
    }

    private void code(String place, String code) {
        form(place, code, CODE, "five letters and digits");
        once("code", place, code);
    }

    private void id(String place, String id) {
        form(place, id, UUID, "a UUID");
    }

    private <T> void each(String place, List<T> list, int expected, Entry<T> entry) {
        var found = list == null ? 0 : list.size();
        if (found != expected) {
            throw unusable(file, place + " holds " + found + " entries, not " + expected);
        }
        for (int i = 0; i < found; i++) {
            entry.check(place + "[" + i + "]", required(place + "[" + i + "]", list.get(i)));
        }
    }

    private void instant(String place, String text) {
        if (TimeStamp.of(required(place, text)).isEmpty()) {
            throw wrong(place, text, "an instant such as 2030-01-31T00:00:00Z");
        }
    }

    private void form(String place, String text, Pattern pattern, String valid) {
        if (!pattern.matcher(required(place, text)).matches()) {
            throw wrong(place, text, valid);
        }
    }

    private void once(String kind, String place, String value) {
        var first = places.putIfAbsent(kind + " " + value, place);
        if (first != null) {
            throw unusable(file, place + " is the same " + kind + " as " + first);
        }
    }

    private <T> T required(String place, T value) {
        if (value == null) {
            throw unusable(file, place + " is missing");
        }
        return value;
    }

    private BadInput wrong(String place, Object found, String valid) {
        return unusable(file, place + " is '" + BadInput.shown(found) + "', not " + valid);
    }
}
