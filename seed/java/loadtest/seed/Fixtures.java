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

    /** The tables they are in, in the order in which rows may refer to each other. */
    public static final List<String> TABLES = List.of(
            TableRows.PROFILES,
            "stations",
            TableRows.STATION_NUMBERS,
            "campaigns",
            TableRows.TARGETS,
            TableRows.VOUCHERS,
            TableRows.EVENTS);

    private static final List<String> ID = List.of("id");

    /** The fixtures of a database that knew none of the users before. */
    public static Fixtures of(Instant anchor) {
        return of(anchor, User.all(), CampaignTarget.BULK_COUNT, Ids.OWN);
    }

    /**
     * @param users {@link User#all()}, under the ids that the database knows them by
     * @param ids that the database knows the other fixtures by
     * @param bulkTargets how many; the summary wants {@value CampaignTarget#BULK_COUNT}
     */
    static Fixtures of(Instant anchor, List<User> users, int bulkTargets, Ids ids) {
        var admin = users.stream().filter(User::isAdmin).findFirst().orElseThrow();
        var stations = Station.all(users, ids);
        var campaigns = Campaign.all(anchor, admin, ids);
        var running = running(campaigns);
        return new Fixtures(
                anchor,
                users,
                stations,
                campaigns,
                Voucher.curated(anchor, users, stations, running, ids),
                Voucher.pool(anchor, users, stations, ids),
                CampaignTarget.curated(anchor, campaigns, users, ids),
                CampaignTarget.bulk(anchor, running, bulkTargets, ids));
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
        return List.of(
                new TableRows(
                        TableRows.PROFILES,
                        List.of("user_id"),
                        List.of("whatsapp_e164"),
                        users.stream().map(User::profile)),
                new TableRows(
                        "stations", ID, List.of("engencode"), stations.stream().map(Station::row)),
                new TableRows(
                        TableRows.STATION_NUMBERS,
                        List.of("station_id", "wa_e164"),
                        List.of(),
                        stations.stream().map(Station::number)),
                new TableRows(
                        "campaigns", ID, List.of("name"), campaigns.stream().map(Campaign::row)),
                new TableRows(
                        TableRows.TARGETS,
                        ID,
                        List.of("campaign_id", "msisdn"),
                        Stream.concat(curatedTargets.stream(), bulkTargets.stream())
                                .map(CampaignTarget::row)),
                new TableRows(
                        TableRows.VOUCHERS,
                        ID,
                        List.of("code5"),
                        vouchers().stream().map(Voucher::row)),
                new TableRows(
                        TableRows.EVENTS,
                        ID,
                        List.of(),
                        voucherEvents().stream().map(VoucherEvent::row)));
    }

    private static Campaign running(List<Campaign> campaigns) {
        return campaigns.stream().filter(Campaign::isRunning).findFirst().orElseThrow();
    }
}
