package loadtest.simulation;

import io.gatling.javaapi.core.Simulation;
import loadtest.audit.RedeemAudit;
import loadtest.endpoint.Protocols;
import loadtest.endpoint.Stations;
import loadtest.journey.RedeemVoucher;
import loadtest.record.RedeemLedger;
import loadtest.target.Scenario;

/** {@code station_redeem_peak}: Monday morning at fifty fuel stations. */
public final class StationRedeemPeak extends Simulation {
    private final Run run = Run.of(Scenario.STATION_REDEEM_PEAK);

    public StationRedeemPeak() {
        var ledger = new RedeemLedger();
        var vouchers = run.orExit(() -> Feeds.redeems(
                run.fixtures(), run.profile(), run.settings().run().share()));
        var journey = RedeemVoucher.journey(
                vouchers, new Stations(run.settings()), session -> ledger.accepted(session.getString("voucherId")));
        var database = run.settings().supabase().database();
        setUp(run.population(journey, new RedeemAudit(ledger, run.recorder(), Stations.REPLAY, database)))
                .protocols(Protocols.servers(run.origin(), run.settings().run().staticHeaders()))
                .assertions(run.assertions())
                .maxDuration(run.bound());
    }

    @Override
    public void after() {
        run.finish();
    }
}
