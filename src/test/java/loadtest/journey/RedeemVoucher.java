package loadtest.journey;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import loadtest.endpoint.Stations;

/** A driver pays for fuel with a voucher; now and then somebody tries the same voucher again at once. */
public final class RedeemVoucher {
    private RedeemVoucher() {}

    /**
     * @param vouchers each with {@code voucherId, stationId, operator} and {@code replay}, whether somebody tries it
     *     again; no voucher comes twice
     * @param accepted told of each session whose redeem was accepted, and again where its replay was, too
     */
    public static ChainBuilder journey(
            Iterator<Map<String, Object>> vouchers, Stations stations, Consumer<Session> accepted) {
        return feed(vouchers).exec(payWithIt(stations, accepted)).exec(tryItAgain(stations, accepted));
    }

    private static ChainBuilder payWithIt(Stations stations, Consumer<Session> accepted) {
        return exec(stations.redeem()).exec(session -> {
            if (!session.isFailed()) {
                accepted.accept(session);
            }
            return session;
        });
    }

    private static ChainBuilder tryItAgain(Stations stations, Consumer<Session> accepted) {
        return exec(doIf(session -> session.getBoolean("replay") && !session.isFailed())
                .then(exec(stations.replay()).exec(session -> {
                    if (session.contains("replayStatus") && session.getInt("replayStatus") / 100 == 2) {
                        accepted.accept(session);
                    }
                    return session;
                })));
    }
}
