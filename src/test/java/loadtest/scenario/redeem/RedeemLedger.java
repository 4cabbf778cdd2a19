package loadtest.scenario.redeem;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import loadtest.audit.Ledger;

/** Records by voucher which redeems the run sent and what the station API answered. Every virtual user writes to it. */
public final class RedeemLedger implements Ledger<RedeemLedger.Recorded> {
    private static final int CONFLICT = 409;

    private final Map<String, Redeem> redeems = new ConcurrentHashMap<>();
    private final Set<String> sentAgain = new ConcurrentSkipListSet<>();

    /**
     * One voucher's redeem.
     *
     * @param stationId the station that the client redeemed it at
     * @param status of the first answer; 0 where none came
     * @param accepted number of accepted redeems; more than one is a double spend
     * @param redeemedAt as answered, or empty where the answer names none
     * @param reference as answered, or empty where the answer names none
     * @param replays number of repeated redeems
     * @param refused number of replays that were refused as already redeemed
     */
    public record Redeem(
            String stationId, int status, int accepted, String redeemedAt, String reference, int replays, int refused) {

        /** Whether it may be stored though it was not accepted: the first of two sendings may have got through, too. */
        public boolean mayBeStored() {
            return unclear() || accepted == 0 && status == CONFLICT;
        }

        /** What came for it, in words. */
        public String answer() {
            return status == 0 ? "no answer" : "answered " + status;
        }

        /** What two machines have seen of one voucher, which only one of them should have used. */
        private Redeem and(Redeem other) {
            var known = accepted > 0 || other.accepted == 0 ? this : other;
            return new Redeem(
                    known.stationId,
                    known.status,
                    accepted + other.accepted,
                    known.redeemedAt,
                    known.reference,
                    replays + other.replays,
                    refused + other.refused);
        }

        /** Whether the outcome is unknown: no answer came, or one that neither accepts nor refuses. */
        public boolean unclear() {
            return accepted == 0 && status / 100 != 4;
        }
    }

    /** The content of a ledger. */
    public record Recorded(Map<String, Redeem> redeems, Set<String> sentAgain) {}

    /** Records that a redeem is about to be sent. */
    public void asked(String voucherId, String stationId) {
        redeems.putIfAbsent(voucherId, new Redeem(stationId, 0, 0, "", "", 0, 0));
    }

    /** Records an accepted redeem. */
    public void accepted(String voucherId, int status, String redeemedAt, String reference) {
        change(
                voucherId,
                known -> new Redeem(
                        known.stationId(),
                        status,
                        known.accepted() + 1,
                        redeemedAt,
                        reference,
                        known.replays(),
                        known.refused()));
    }

    /** Records a redeem that was not accepted, or whose answer cannot be read. */
    public void failed(String voucherId, int status) {
        change(
                voucherId,
                known -> new Redeem(
                        known.stationId(), status, known.accepted(), "", "", known.replays(), known.refused()));
    }

    /** Records a replay; any status of success counts as accepted, whatever its body says. */
    public void replayed(String voucherId, boolean refused, int status) {
        change(
                voucherId,
                known -> new Redeem(
                        known.stationId(),
                        known.status(),
                        known.accepted() + (status / 100 == 2 ? 1 : 0),
                        known.redeemedAt(),
                        known.reference(),
                        known.replays() + 1,
                        known.refused() + (refused ? 1 : 0)));
    }

    /** Records that the engine sent a redeem or a replay of this voucher again by itself. */
    public void sentAgain(String voucherId) {
        sentAgain.add(voucherId);
    }

    /** The vouchers of which the engine sent a request again by itself. */
    public Set<String> sentAgain() {
        return Set.copyOf(sentAgain);
    }

    /**
     * What can be held against a look at the database between two moments: what was accepted before it must be there,
     * and of what was under way nobody can say.
     *
     * @param before as the first moment knew it
     * @param after as the second does
     */
    public static Map<String, Redeem> settled(Map<String, Redeem> before, Map<String, Redeem> after) {
        var settled = new HashMap<String, Redeem>();
        after.forEach((id, now) -> {
            var then = before.get(id);
            var open = new Redeem(now.stationId(), 0, 0, "", "", 0, 0);
            settled.put(id, now.equals(then) ? now : then != null && then.accepted() > 0 ? then : open);
        });
        return Map.copyOf(settled);
    }

    @Override
    public Recorded recorded() {
        return new Recorded(redeems(), sentAgain());
    }

    @Override
    public Class<Recorded> form() {
        return Recorded.class;
    }

    @Override
    public void add(Recorded recorded) {
        recorded.redeems().forEach((id, redeem) -> redeems.merge(id, redeem, Redeem::and));
        sentAgain.addAll(recorded.sentAgain());
    }

    /** Every voucher for which a redeem was sent so far. */
    public Map<String, Redeem> redeems() {
        return Map.copyOf(redeems);
    }

    /** An answer for a voucher that was never sent is a bug of this suite. */
    private void change(String voucherId, UnaryOperator<Redeem> change) {
        redeems.compute(voucherId, (id, known) -> {
            if (known == null) {
                throw new IllegalStateException("nobody asked for voucher " + id);
            }
            return change.apply(known);
        });
    }
}
