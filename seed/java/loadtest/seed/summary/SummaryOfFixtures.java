package loadtest.seed.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.fixture.Series;
import loadtest.seed.fixture.Station;
import loadtest.seed.fixture.Stored;
import loadtest.seed.fixture.Voucher;
import loadtest.seed.summary.SeedSummary.CampaignDispatch;
import loadtest.seed.summary.SeedSummary.CuratedTarget;
import loadtest.seed.summary.SeedSummary.Operator;
import loadtest.seed.summary.SeedSummary.StationRedeem;
import loadtest.seed.summary.SeedSummary.VoucherPreview;

/** Makes the summary of fixtures that have been written, with the values that the database holds. */
final class SummaryOfFixtures {
    private final Fixtures fixtures;
    private final Stored stored;

    private SummaryOfFixtures(Fixtures fixtures, Stored stored) {
        this.fixtures = fixtures;
        this.stored = stored;
    }

    /** @param stored what the database has made of the fixtures */
    static SeedSummary of(Fixtures fixtures, Stored stored, List<LeftOut> leftOut, Instant generatedAt) {
        return new SummaryOfFixtures(fixtures, stored).make(leftOut, generatedAt);
    }

    private SeedSummary make(List<LeftOut> leftOut, Instant generatedAt) {
        var pool = fixtures.pool().stream().collect(Collectors.groupingBy(Voucher::scope));
        var targets = hasTargets(leftOut);
        return new SeedSummary(
                generatedAt.toString(),
                SeedSummary.SEED_VERSION,
                fixtures.curatedVouchers().stream().map(this::preview).toList(),
                fixtures.stations().stream()
                        .map(station -> redeem(station, pool.get(station)))
                        .toList(),
                targets ? dispatch() : null,
                targets ? curated() : List.of(),
                leftOut,
                SummarySection.write(fixtures, leftOut));
    }

    /** Whether the database has the tables of campaigns. */
    static boolean hasTargets(List<LeftOut> leftOut) {
        return leftOut.stream().noneMatch(one -> CampaignTarget.TABLES.contains(one.table()));
    }

    private CampaignDispatch dispatch() {
        var bulk = fixtures.bulkTargets();
        return new CampaignDispatch(
                fixtures.runningCampaign().id().toString(),
                "perf-bulk",
                Series.of(bulk.size(), i -> msisdn(bulk.get(i))));
    }

    private List<CuratedTarget> curated() {
        return fixtures.curatedTargets().stream()
                .map(target -> new CuratedTarget(target.id().toString(), target.status(), msisdn(target)))
                .toList();
    }

    private String msisdn(CampaignTarget target) {
        return stored.of("campaign_targets", target.id(), "msisdn", target.msisdn());
    }

    private VoucherPreview preview(Voucher voucher) {
        return new VoucherPreview(
                voucher.id().toString(),
                code(voucher),
                new BigDecimal(of(voucher, "amount", Voucher.AMOUNT)).intValue(),
                of(voucher, "currency", Voucher.CURRENCY),
                OffsetDateTime.parse(of(voucher, "expires_at", voucher.expiresAt()))
                        .toInstant()
                        .toString(),
                voucher.scope() == null ? null : voucher.scope().id().toString());
    }

    private String code(Voucher voucher) {
        return of(voucher, "code5", voucher.code()).strip();
    }

    private String of(Voucher voucher, String column, Object written) {
        return stored.of(Voucher.TABLE, voucher.id(), column, written);
    }

    private StationRedeem redeem(Station station, List<Voucher> vouchers) {
        return new StationRedeem(
                station.id().toString(),
                stored.of("stations", station.id(), "engencode", station.code()),
                new Operator(
                        number(station),
                        station.operator().displayName(),
                        station.operator().id().toString()),
                vouchers.stream().map(voucher -> voucher.id().toString()).toList(),
                vouchers.stream().map(this::code).toList(),
                null);
    }

    /** The number that the platform knows the station by; where it keeps none, the operator's own. */
    private String number(Station station) {
        var operator = station.operator();
        var own = stored.of("profiles", operator.id(), "whatsapp_e164", operator.msisdn());
        return stored.of("station_numbers", station.id(), "wa_e164", own);
    }
}
