package loadtest.seed;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything the seeder writes, computed and not yet written: the same anchor and users give the same fixtures.
 *
 * @param anchor the instant that every time hangs on
 * @param curatedVouchers twenty in every state, for previews
 * @param pool issued vouchers to be redeemed under load, {@value Voucher#POOL_PER_STATION} for each station
 * @param curatedTargets every customer in both campaigns
 * @param bulkTargets queued numbers of the running campaign
 */
public record Fixtures(
        Instant anchor,
        List<User> users,
        List<Station> stations,
        List<Campaign> campaigns,
        List<Voucher> curatedVouchers,
        List<Voucher> pool,
        List<CampaignTarget> curatedTargets,
        List<CampaignTarget> bulkTargets) {

    /** The fixtures of a database that knew none of the users before. */
    public static Fixtures of(Instant anchor) {
        return of(anchor, User.all(), CampaignTarget.BULK_COUNT);
    }

    /**
     * @param users {@link User#all()}, under the ids that the database knows them by
     * @param bulkTargets how many; the summary wants {@value CampaignTarget#BULK_COUNT}
     */
    public static Fixtures of(Instant anchor, List<User> users, int bulkTargets) {
        var admin = users.stream().filter(User::isAdmin).findFirst().orElseThrow();
        var stations = Station.all(users);
        var campaigns = Campaign.all(anchor, admin);
        var running = running(campaigns);
        return new Fixtures(
                anchor,
                users,
                stations,
                campaigns,
                Voucher.curated(anchor, users, stations, running),
                Voucher.pool(anchor, users, stations),
                CampaignTarget.curated(anchor, campaigns, users),
                CampaignTarget.bulk(anchor, running, bulkTargets));
    }

    /** The one campaign that may be dispatched. */
    public Campaign runningCampaign() {
        return running(campaigns);
    }

    /** Curated vouchers first, then the pool. */
    public List<Voucher> vouchers() {
        return Stream.concat(curatedVouchers.stream(), pool.stream()).toList();
    }

    /** The history of every voucher. */
    public List<VoucherEvent> voucherEvents() {
        return vouchers().stream().flatMap(VoucherEvent::history).toList();
    }

    /** The rows to be in the database, in the order in which they may refer to each other. */
    List<TableRows> tables() {
        var id = List.of("id");
        return List.of(
                new TableRows("profiles", List.of("user_id"), users.stream().map(User::profile)),
                new TableRows("stations", id, stations.stream().map(Station::row)),
                new TableRows(
                        "station_numbers",
                        List.of("station_id", "wa_e164"),
                        stations.stream().map(Station::number)),
                new TableRows("campaigns", id, campaigns.stream().map(Campaign::row)),
                new TableRows(
                        "campaign_targets",
                        id,
                        Stream.concat(curatedTargets.stream(), bulkTargets.stream())
                                .map(CampaignTarget::row)),
                new TableRows("vouchers", id, vouchers().stream().map(Voucher::row)),
                new TableRows("voucher_events", id, voucherEvents().stream().map(VoucherEvent::row)));
    }

    private static Campaign running(List<Campaign> campaigns) {
        return campaigns.stream().filter(Campaign::isRunning).findFirst().orElseThrow();
    }
}
