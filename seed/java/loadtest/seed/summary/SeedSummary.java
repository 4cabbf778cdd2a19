package loadtest.seed.summary;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.fixture.Stored;

/**
 * What the load scenarios need to know of the seeded fixtures, as one JSON file. The field names are shared with the
 * older harnesses of the platform. Instants are ISO-8601 texts, ids are UUIDs in lower case.
 *
 * @param generatedAt when the seed began
 * @param seedVersion {@link #SEED_VERSION} of the seeder that wrote it
 * @param voucherPreviewPayloads the twenty curated vouchers
 * @param stationRedeemPayloads one for each station
 * @param curatedCampaignTargets ten targets of the running campaign in every state, and two of the draft
 * @param leftOut fixtures that the database has no table for; what belongs to them is empty
 * @param sections what is listed of the kinds that have no field of their own, by field
 */
public record SeedSummary(
        String generatedAt,
        String seedVersion,
        List<VoucherPreview> voucherPreviewPayloads,
        List<StationRedeem> stationRedeemPayloads,
        CampaignDispatch campaignDispatch,
        List<CuratedTarget> curatedCampaignTargets,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LeftOut> leftOut,
        @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> sections) {

    /** Changes whenever the fixtures do; every seeded row with metadata carries it. */
    public static final String SEED_VERSION = FixtureKinds.VERSION;

    /** What a row's metadata carries, so that it is known as the seeder's whatever its id. */
    public static final Map<String, String> MARK = Map.of("seedVersion", SEED_VERSION);

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public SeedSummary {
        leftOut = leftOut == null ? List.of() : leftOut;
        sections = sections == null ? Map.of() : sections;
    }

    /** Of a database that has a table for every fixture, and of the kinds that have a field of their own. */
    public SeedSummary(
            String generatedAt,
            String seedVersion,
            List<VoucherPreview> voucherPreviewPayloads,
            List<StationRedeem> stationRedeemPayloads,
            CampaignDispatch campaignDispatch,
            List<CuratedTarget> curatedCampaignTargets) {
        this(
                generatedAt,
                seedVersion,
                voucherPreviewPayloads,
                stationRedeemPayloads,
                campaignDispatch,
                curatedCampaignTargets,
                List.of(),
                Map.of());
    }

    /**
     * A voucher to be previewed.
     *
     * @param amount in whole units of {@code currency}
     * @param stationScope the only station that may redeem it; null for any
     */
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
        return of(fixtures, Stored.AS_WRITTEN, List.of(), generatedAt);
    }

    /**
     * @param stored what the database has made of the fixtures
     * @param leftOut which of them are not in the database
     */
    public static SeedSummary of(Fixtures fixtures, Stored stored, List<LeftOut> leftOut, Instant generatedAt) {
        return SummaryOfFixtures.of(fixtures, stored, leftOut, generatedAt);
    }

    /** Whether the database has the tables of campaigns. */
    boolean hasTargets() {
        return SummaryOfFixtures.hasTargets(leftOut);
    }

    /**
     * What is listed of a kind that has no field of its own.
     *
     * @param entry a record with a component for each of an entry's fields
     * @throws BadInput if an entry is not of its form
     */
    public <E> List<E> section(String field, Class<E> entry) {
        return SummarySection.read(field, sections.get(field), entry);
    }

    /** Why a scenario cannot run with these fixtures; empty if it can. */
    public Optional<String> cannotRun(String scenario) {
        var tables = leftOut.stream()
                .filter(one -> one.scenario().equals(scenario))
                .map(one -> "public." + one.table())
                .collect(Collectors.joining(", "));
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(scenario + " cannot run here: the database has no table " + tables
                        + ", so the seeder has left its fixtures out; apply the platform's migrations and seed again"
                        + " with 'mvn compile exec:java@seed', or choose other scenarios");
    }

    /**
     * Writes the file whole or not at all, making its folder if need be.
     *
     * @throws BadInput if the file cannot be written
     */
    public void write(Path file) {
        new SummaryFile(file).replace(out -> JSON.writeValue(out, this));
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
