package loadtest.scenario.redeem;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Iterator;
import java.util.Map;
import loadtest.run.SessionHook;

/** A driver pays for fuel with a voucher; at a fixed interval a cheat redeems the same voucher again at once. */
public final class RedeemVoucher {
    private RedeemVoucher() {}

    /** Is called around every redeem. */
    public interface Listener {
        /** A redeem of {@code voucherId} at {@code stationId} is about to be sent. */
        void asks(Session session);

        /** The session holds what {@link Stations#redeem} saved; it has failed unless the redeem was accepted. */
        void answered(Session session);

        /** The session holds what {@link Stations#replay} saved; it has failed unless the replay was refused. */
        void answeredAgain(Session session);
    }

    /**
     * @param vouchers each with {@code voucherId, stationId, operator} and {@code replay}, whether it is redeemed
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
