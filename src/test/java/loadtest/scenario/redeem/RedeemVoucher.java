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
    public interface Listener {
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
    public static ChainBuilder journey(Iterator<Map<String, Object>> vouchers, Stations stations, Listener listener) {
        return feed(vouchers).exec(payWithIt(stations, listener)).exec(tryItAgain(stations, listener));
    }

    private static ChainBuilder payWithIt(Stations stations, Listener listener) {
        return exec(SessionHook.of(listener::asks)).exec(stations.redeem()).exec(SessionHook.of(listener::answered));
    }

    private static ChainBuilder tryItAgain(Stations stations, Listener listener) {
        return exec(doIf(session -> session.getBoolean("replay") && !session.isFailed())
                .then(exec(stations.replay()).exec(SessionHook.of(listener::answeredAgain))));
    }
}
