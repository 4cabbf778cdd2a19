package loadtest.scenario.campaign;

import io.gatling.javaapi.core.Simulation;
import java.util.Optional;
import loadtest.run.Run;
import loadtest.target.Protocols;

/** {@code campaign_bulk_send}: several senders share one list of targets. */
public final class CampaignBulkSend extends Simulation {
    private final Run run = Run.of(CampaignBulkSend.class);
    private final Dispatches dispatches = run.orExit(() -> new Dispatches(run));

    public CampaignBulkSend() {
        run.prepare(this::prepare);
    }

    private void prepare() {
        var fixtures = run.fixtures();
        var list = run.orExit(() -> BulkList.of(fixtures, run.load(), run.settings(), run.id()));
        var campaign = run.settings().campaign();
        var campaigns = new Campaigns(run.origin(Dispatches.SERVER), campaign);
        campaigns.changes().forEach(run::note);
        var journey = new SendCampaign(campaigns, campaign.dispatching(), dispatches::answered).journey(list.batches());
        var audit = new DispatchAudit(dispatches.ledger(), list.send(), dispatches::lacking, run.database());
        setUp(run.population(journey, audit, Optional.of(dispatches.ledger())))
                .protocols(Protocols.servers())
                .assertions(run.assertions())
                .maxDuration(run.bound().plus(list.waits(run.load(), campaign.dispatching())));
    }

    @Override
    public void after() {
        run.finish(dispatches::end);
        dispatches.close();
    }
}
