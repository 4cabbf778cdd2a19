package loadtest.seed.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.fixture.Station;
import loadtest.seed.fixture.Voucher;

/**
 * What the load scenarios need to know of the seeded fixtures, as one JSON file. The field names are shared with the
 * older harnesses of the platform. Instants are ISO-8601 texts, ids are UUIDs in lower case.
 *
 * @param generatedAt when the seed began
 * @param seedVersion {@link #SEED_VERSION} of the seeder that wrote it
 * @param voucherPreviewPayloads the twenty curated vouchers
 * @param stationRedeemPayloads one for each station
 * @param curatedCampaignTargets twelve targets in every state
 */
public record SeedSummary(
        String generatedAt,
        String seedVersion,
        List<VoucherPreview> voucherPreviewPayloads,
        List<StationRedeem> stationRedeemPayloads,
        CampaignDispatch campaignDispatch,
        List<CuratedTarget> curatedCampaignTargets) {

    /** Changes whenever the fixtures do; every seeded row with metadata carries it. */
    public static final String SEED_VERSION = "perf-load-2";

    /** What a row's metadata carries, so that it is known as the seeder's whatever its id. */
    public static final Map<String, String> MARK = Map.of("seedVersion", SEED_VERSION);

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A voucher to be previewed; {@code amount} is in whole units of {@code currency}. */
    public record VoucherPreview(
            String voucherId, String code, int amount, String currency, String expiresAt, String stationScope) {}

    /**
     * A station and the vouchers to be redeemed there.
     *
     * @param voucherCodes in the order of {@code voucherIds}
     * @param token always null: a secret does not belong in a file, so the bearer comes from the settings
     */
    public record StationRedeem(
            String stationId,
            String stationCode,
            Operator operator,
            List<String> voucherIds,
            List<String> voucherCodes,
            String token) {}

    /** Who redeems at a station. */
    public record Operator(String msisdn, String displayName, String userId) {}

    /** The running campaign and the numbers waiting in it. */
    public record CampaignDispatch(String campaignId, String batchReference, List<String> bulkTargetMsisdns) {}

    /** A target whose state is known. */
    public record CuratedTarget(String id, String status, String msisdn) {}

    public static SeedSummary of(Fixtures fixtures, Instant generatedAt) {
        var pool = fixtures.pool().stream().collect(Collectors.groupingBy(Voucher::scope));
        return new SeedSummary(
                generatedAt.toString(),
                SEED_VERSION,
                fixtures.curatedVouchers().stream().map(SeedSummary::preview).toList(),
                fixtures.stations().stream()
                        .map(station -> redeem(station, pool.get(station)))
                        .toList(),
                new CampaignDispatch(
                        fixtures.runningCampaign().id().toString(),
                        "perf-bulk",
                        fixtures.bulkTargets().stream()
                                .map(CampaignTarget::msisdn)
                                .toList()),
                fixtures.curatedTargets().stream()
                        .map(target -> new CuratedTarget(target.id().toString(), target.status(), target.msisdn()))
                        .toList());
    }

    private static VoucherPreview preview(Voucher voucher) {
        return new VoucherPreview(
                voucher.id().toString(),
                voucher.code(),
                Voucher.AMOUNT,
                Voucher.CURRENCY,
                voucher.expiresAt().toString(),
                voucher.scope().id().toString());
    }

    private static StationRedeem redeem(Station station, List<Voucher> vouchers) {
        var operator = station.operator();
        return new StationRedeem(
                station.id().toString(),
                station.code(),
                new Operator(
                        operator.msisdn(), operator.displayName(), operator.id().toString()),
                vouchers.stream().map(voucher -> voucher.id().toString()).toList(),
                vouchers.stream().map(Voucher::code).toList(),
                null);
    }

    /**
     * Writes the file whole or not at all, making its folder if need be.
     *
     * @throws BadInput if the file cannot be written
     */
    public void write(Path file) {
        try {
            new SummaryFile(file).replace(JSON.writeValueAsBytes(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is always writable as JSON", e);
        }
    }

    /**
     * Reads a summary that scenarios can rely on.
     *
     * @throws BadInput saying what is wrong with the file and which command writes a new one
     */
    public static SeedSummary read(Path file) {
        var summary = new SummaryFile(file).read();
        SummaryCheck.check(file, summary);
        return summary;
    }
}
