package loadtest.seed;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One step in the life of a voucher.
 *
 * @param type {@code issued}, {@code sent} or {@code redeemed}: the only types every database knows
 * @param actor the admin who issued and sent it, the operator who redeemed it
 */
public record VoucherEvent(UUID id, Voucher voucher, String type, User actor, Instant at) {

    /** The history that led to the voucher's state, oldest first. */
    static Stream<VoucherEvent> history(Voucher voucher) {
        return Stream.of(
                        event(voucher, "issued", voucher.issuer(), voucher.issuedAt()),
                        event(voucher, "sent", voucher.issuer(), voucher.sentAt()),
                        event(voucher, "redeemed", voucher.scope().operator(), voucher.redeemedAt()))
                .filter(event -> event.at != null);
    }

    private static VoucherEvent event(Voucher voucher, String type, User actor, Instant at) {
        return new VoucherEvent(Ids.of("voucher-event", voucher.id() + ":" + type), voucher, type, actor, at);
    }

    Row row() {
        return new Row()
                .with("id", id)
                .with("voucher_id", voucher.id())
                .with("event_type", type)
                .with("actor_id", actor.id())
                .with("station_id", voucher.scope().id())
                .withJson("context", SeedSummary.MARK)
                .with("created_at", at);
    }
}
