package loadtest.scenario.redeem;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Iterator;
import java.util.Map;
import loadtest.run.SessionHook;

/** A driver pays for fuel with a voucher; now and then somebody tries the same voucher again at once. */
public final class RedeemVoucher {
    private RedeemVoucher() {}

    /** Somebody who sees what happens at the till. */
    public interface Witness {
        /** A driver is about to hand over {@code voucherId} at {@code stationId}. */
        void asks(Session session);

        /** What {@link Stations#redeem} leaves is in the session, which has failed unless the till accepted. */
        void answered(Session session);

        /** What {@link Stations#replay} leaves is in the session, which has failed unless the till refused. */
        void answeredAgain(Session session);
    }

    /**
     * @param vouchers each with {@code voucherId, stationId, operator} and {@code replay}, whether somebody tries it
     *     again; no voucher comes twice
     */
    public static ChainBuilder journey(Iterator<Map<String, Object>> vouchers, Stations stations, Witness witness) {
        return feed(vouchers).exec(payWithIt(stations, witness)).exec(tryItAgain(stations, witness));
    }

    private static ChainBuilder payWithIt(Stations stations, Witness witness) {
        return exec(SessionHook.of(witness::asks)).exec(stations.redeem()).exec(SessionHook.of(witness::answered));
    }

    private static ChainBuilder tryItAgain(Stations stations, Witness witness) {
        return exec(doIf(session -> session.getBoolean("replay") && !session.isFailed())
                .then(exec(stations.replay()).exec(SessionHook.of(witness::answeredAgain))));
    }
}
