package loadtest.seed.summary;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.seed.fixture.Fixtures;
import loadtest.seed.fixture.Station;
import loadtest.seed.fixture.Voucher;
import loadtest.seed.summary.SeedSummary.CampaignDispatch;
import loadtest.seed.summary.SeedSummary.CuratedTarget;
import loadtest.seed.summary.SeedSummary.Operator;
import loadtest.seed.summary.SeedSummary.StationRedeem;
import loadtest.seed.summary.SeedSummary.VoucherPreview;

/** Makes the summary of fixtures that have been written. */
final class SummaryOfFixtures {
    private SummaryOfFixtures() {}

    static SeedSummary of(Fixtures fixtures, List<LeftOut> leftOut, Instant generatedAt) {
        var pool = fixtures.pool().stream().collect(Collectors.groupingBy(Voucher::scope));
        var targets = hasTargets(leftOut);
        return new SeedSummary(
                generatedAt.toString(),
                SeedSummary.SEED_VERSION,
                fixtures.curatedVouchers().stream()
                        .map(SummaryOfFixtures::preview)
                        .toList(),
                fixtures.stations().stream()
                        .map(station -> redeem(station, pool.get(station)))
                        .toList(),
                targets ? dispatch(fixtures) : null,
                targets ? curated(fixtures) : List.of(),
                leftOut,
                SummarySection.write(fixtures, leftOut));
    }

    /** Whether the database has the tables of campaigns. */
    static boolean hasTargets(List<LeftOut> leftOut) {
        return leftOut.stream().noneMatch(one -> CampaignTarget.TABLES.contains(one.table()));
    }

    private static CampaignDispatch dispatch(Fixtures fixtures) {
        return new CampaignDispatch(
                fixtures.runningCampaign().id().toString(),
                "perf-bulk",
                fixtures.bulkTargets().stream().map(CampaignTarget::msisdn).toList());
    }

    private static List<CuratedTarget> curated(Fixtures fixtures) {
        return fixtures.curatedTargets().stream()
                .map(target -> new CuratedTarget(target.id().toString(), target.status(), target.msisdn()))
                .toList();
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
}
