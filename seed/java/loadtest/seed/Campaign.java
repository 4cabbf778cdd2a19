package loadtest.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A messaging campaign.
 *
 * @param type {@code voucher} or {@code promo}
 * @param status {@code running} or {@code draft}
 * @param startedAt null for the draft
 */
public record Campaign(UUID id, String name, String type, String status, Instant startedAt, User createdBy) {

    static List<Campaign> all(Instant anchor, User admin, Ids ids) {
        var started = anchor.minus(Duration.ofDays(3));
        return List.of(
                new Campaign(
                        ids.real("campaign", "running"),
                        "Perf Running Voucher Campaign",
                        "voucher",
                        "running",
                        started,
                        admin),
                new Campaign(
                        ids.real("campaign", "draft"), "Perf Draft Promo Campaign", "promo", "draft", null, admin));
    }

    boolean isRunning() {
        return "running".equals(status);
    }

    Row row() {
        return new Row()
                .with("id", id)
                .with("name", name)
                .with("type", type)
                .with("status", status)
                .with("template_id", "promo_generic")
                .with("created_by", createdBy.id())
                .with("started_at", startedAt)
                .with("finished_at", null)
                .withJson("metadata", SeedSummary.MARK)
                .withJson("payload", SeedSummary.MARK, Row.Presence.WHERE_PRESENT)
                .withJson("target_audience", SeedSummary.MARK, Row.Presence.WHERE_PRESENT)
                .with("legacy_id", id.getMostSignificantBits() >>> 1, Row.Presence.WHERE_INSISTED_ON);
    }
}
