package loadtest.record;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which vouchers the station API said it redeemed, and how often. Written by every virtual user. */
public final class RedeemLedger {
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

    /** Notes an accepted redeem. */
    public void accepted(String voucherId) {
        accepted.merge(voucherId, 1, Integer::sum);
    }

    /** The vouchers that were redeemed at least once. */
    public Set<String> vouchers() {
        return Set.copyOf(accepted.keySet());
    }

    /** How many vouchers were accepted more than once. */
    public long acceptedTwice() {
        return accepted.values().stream().filter(times -> times > 1).count();
    }
}
