package loadtest.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One number that a campaign writes to.
 *
 * @param user the customer behind the number; null for a bulk target
 * @param variables what the message is personalised with
 * @param status {@code queued}, {@code sent}, {@code delivered} or {@code failed}
 * @param errorCode null unless failed
 * @param messageId null unless sent or delivered
 */
public record CampaignTarget(
        UUID id,
        Campaign campaign,
        String msisdn,
        User user,
        Map<String, String> variables,
        String status,
        String errorCode,
        String messageId,
        Instant lastUpdateAt) {

    /** As many as the largest profile dispatches. */
    public static final int BULK_COUNT = 10_000;

    /** {@code +250780950000} is the first bulk number; they follow one another. */
    private static final long FIRST_BULK_NUMBER = 250_780_950_000L;

    private static final List<String> STATUSES = List.of("queued", "sent", "delivered", "failed");
    private static final String KIND = "campaign-target";

    /** Every customer in every campaign, the statuses taking turns. */
    static List<CampaignTarget> curated(Instant anchor, List<Campaign> campaigns, List<User> users, Ids ids) {
        var targets = new ArrayList<CampaignTarget>();
        var customers = users.stream().filter(User::isCustomer).toList();
        for (var campaign : campaigns) {
            for (var customer : customers) {
                var status = STATUSES.get(targets.size() % STATUSES.size());
                targets.add(curated(anchor, campaign, customer, status, ids));
            }
        }
        return targets;
    }

    private static CampaignTarget curated(Instant anchor, Campaign campaign, User customer, String status, Ids ids) {
        var key = campaign.status() + ":" + customer.key();
        var sent = status.equals("sent") || status.equals("delivered");
        return new CampaignTarget(
                ids.real(KIND, "curated:" + key),
                campaign,
                customer.msisdn(),
                customer,
                Map.of("name", customer.displayName()),
                status,
                status.equals("failed") ? "wa_63008" : null,
                sent ? "wamid.perf." + key : null,
                anchor.minus(Duration.ofMinutes(1)));
    }

    /** Numbers waiting in the running campaign, half of them English and half Kinyarwanda. */
    static List<CampaignTarget> bulk(Instant anchor, Campaign running, int count, Ids ids) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CampaignTarget(
                        ids.real(KIND, "bulk:" + i),
                        running,
                        "+" + (FIRST_BULK_NUMBER + i),
                        null,
                        Map.of("locale", i % 2 == 0 ? "en" : "rw"),
                        "queued",
                        null,
                        null,
                        anchor))
                .toList();
    }

    Row row() {
        return new Row()
                .with("id", id)
                .with("campaign_id", campaign.id())
                .with("msisdn", msisdn)
                .with("user_id", user == null ? null : user.id())
                .withJson("personalized_vars", variables)
                .with("status", status)
                .with("error_code", errorCode)
                .with("message_id", messageId)
                .with("last_update_at", lastUpdateAt);
    }
}
