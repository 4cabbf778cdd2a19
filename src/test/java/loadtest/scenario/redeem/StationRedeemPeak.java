package loadtest.scenario.redeem;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.Run;
import loadtest.target.Protocols;

/** {@code station_redeem_peak}: Monday morning at fifty fuel stations. */
public final class StationRedeemPeak extends Simulation {
    private final Run run = Run.of(StationRedeemPeak.class);
    private final Redeems redeems = new Redeems();

    public StationRedeemPeak() {
        run.prepare(this::prepare);
    }

    private void prepare() {
        var fixtures = run.fixtures();
        run.climb(() -> RedeemPool.carried(fixtures, run.profile()));
        var vouchers = run.orExit(() -> RedeemFeed.of(fixtures, run.load()));
        var journey = RedeemVoucher.journey(vouchers, new Stations(run.origin("till")), redeems);
        setUp(run.population(journey, redeems.audit(run, fixtures)))
                .protocols(Protocols.servers())
                .assertions(run.assertions())
                .maxDuration(run.bound());
    }

    @Override
    public void after() {
        run.finish(redeems::end);
    }
}
