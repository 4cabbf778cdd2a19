package loadtest.seed;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A fuel voucher of 2,000 RWF.
 *
 * @param code five characters of {@code [A-Z0-9]}, unique
 * @param customer who it was given to
 * @param scope the only station that may redeem it
 * @param campaign the campaign it was sent by, or null
 * @param status {@code issued}, {@code sent}, {@code redeemed}, {@code expired} or {@code void}
 * @param sentAt null unless it was sent
 * @param redeemedAt null unless it is redeemed
 */
public record Voucher(
        UUID id,
        String code,
        User customer,
        User issuer,
        Station scope,
        Campaign campaign,
        String status,
        Instant issuedAt,
        Instant sentAt,
        Instant redeemedAt,
        Instant expiresAt) {

    /** In RWF. */
    public static final int AMOUNT = 2_000;

    /** ISO 4217. */
    public static final String CURRENCY = "RWF";

    /** Vouchers of the redeem pool for each station; 1,600 in all, since the ramp needs 1,500. */
    public static final int POOL_PER_STATION = 32;

    /** Far enough that no voucher expires while the anchor may still be used. */
    private static final Duration VALIDITY = Duration.ofDays(60);

    private static final int SCOPES = 5;
    private static final int CAMPAIGN_VOUCHERS = 10;
    private static final String KIND = "voucher";

    /** Twenty vouchers in every state: 8 issued, 7 sent, 3 redeemed, 1 expired, 1 void; each a day older. */
    static List<Voucher> curated(Instant anchor, List<User> users, List<Station> stations, Campaign running, Ids ids) {
        var statuses = new ArrayList<String>();
        statuses.addAll(Collections.nCopies(8, "issued"));
        statuses.addAll(Collections.nCopies(7, "sent"));
        statuses.addAll(Collections.nCopies(3, "redeemed"));
        statuses.addAll(List.of("expired", "void"));
        var customers = users.stream().filter(User::isCustomer).toList();
        return IntStream.range(0, statuses.size())
                .mapToObj(i -> curated(
                        ids.real(KIND, "fixture:" + i),
                        anchor,
                        i,
                        statuses.get(i),
                        customers.get(i % customers.size()),
                        admin(users),
                        stations.get(i % SCOPES),
                        i < CAMPAIGN_VOUCHERS ? running : null))
                .toList();
    }

    private static Voucher curated(
            UUID id,
            Instant anchor,
            int index,
            String status,
            User customer,
            User admin,
            Station scope,
            Campaign campaign) {
        var issued = anchor.minus(Duration.ofDays(index + 1));
        var redeemed = status.equals("redeemed");
        return new Voucher(
                id,
                String.format(Locale.ROOT, "P%04d", index + 1),
                customer,
                admin,
                scope,
                campaign,
                status,
                issued,
                redeemed || status.equals("sent") ? issued.plus(Duration.ofHours(1)) : null,
                redeemed ? issued.plus(Duration.ofDays(2)) : null,
                status.equals("expired") ? anchor.minus(Duration.ofDays(1)) : anchor.plus(VALIDITY));
    }

    /** Issued vouchers to be redeemed under load, in the order of their stations; customers who are blocked have none. */
    static List<Voucher> pool(Instant anchor, List<User> users, List<Station> stations, Ids ids) {
        var customers = users.stream()
                .filter(user -> user.isCustomer() && user.isActive())
                .toList();
        return IntStream.range(0, stations.size() * POOL_PER_STATION)
                .mapToObj(i -> new Voucher(
                        ids.real(KIND, "redeem:" + i / POOL_PER_STATION + ":" + i % POOL_PER_STATION),
                        poolCode(i),
                        customers.get(i % customers.size()),
                        admin(users),
                        stations.get(i / POOL_PER_STATION),
                        null,
                        "issued",
                        anchor.minus(Duration.ofDays(1)),
                        null,
                        null,
                        anchor.plus(VALIDITY)))
                .toList();
    }

    private static String poolCode(int index) {
        var digits = Integer.toString(index, 36).toUpperCase(Locale.ROOT);
        return "R" + "0".repeat(4 - digits.length()) + digits;
    }

    private static User admin(List<User> users) {
        return users.stream().filter(User::isAdmin).findFirst().orElseThrow();
    }

    private Instant lastChange() {
        return Stream.of(redeemedAt, sentAt, issuedAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    Row row() {
        return new Row()
                .with("id", id)
                .with("user_id", customer.id())
                .with("amount", BigDecimal.valueOf(AMOUNT))
                .with("amount_minor", AMOUNT * 100)
                .with("currency", CURRENCY)
                .with("station_scope", scope.id())
                .with("code5", code)
                .with("status", status)
                .with("issued_at", issuedAt)
                .with("redeemed_at", redeemedAt)
                .with("expires_at", expiresAt)
                .with("campaign_id", campaign == null ? null : campaign.id())
                .withJson("metadata", SeedSummary.MARK)
                .with("qr_url", null)
                .with("png_url", null)
                .with("created_by", issuer.id())
                .with("whatsapp_e164", customer.msisdn(), Row.Presence.WHERE_PRESENT)
                .with("policy_number", "PERF-" + code, Row.Presence.WHERE_PRESENT)
                .withJson("qr_payload", Map.of("code", code), Row.Presence.WHERE_PRESENT)
                .with("issued_by_admin", issuer.id(), Row.Presence.WHERE_PRESENT)
                .with("redeemed_by_station_id", redeemedAt == null ? null : scope.id(), Row.Presence.WHERE_PRESENT)
                .with("updated_at", lastChange(), Row.Presence.WHERE_PRESENT);
    }
}
