package loadtest.scenario.redeem;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.Run;
import loadtest.run.Wiring;
import loadtest.target.Protocols;

/** {@code station_redeem_peak}: Monday morning at fifty fuel stations. */
public final class StationRedeemPeak extends Simulation {
    private final Run run = Run.of(StationRedeemPeak.class);

    public StationRedeemPeak() {
        run.prepare(() ->
                setUp(run.population(wiring(run))).assertions(run.assertions()).maxDuration(run.bound()));
    }

    /** What a run of it is made of, alone or with others. */
    public static Wiring wiring(Run run) {
        var fixtures = run.fixtures();
        run.climb(() -> RedeemPool.carried(fixtures, run.profile()));
        var redeems = new Redeems();
        var vouchers = RedeemFeed.of(fixtures, run.load());
        var journey = RedeemVoucher.journey(vouchers, new Stations(run.origin("till")), redeems);
        return Wiring.of(journey, Protocols.servers(), redeems.audit(run, fixtures))
                .ending(redeems::end);
    }

    @Override
    public void after() {
        run.finish();
    }
}
