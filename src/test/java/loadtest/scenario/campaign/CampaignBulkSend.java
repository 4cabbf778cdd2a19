package loadtest.scenario.campaign;

import io.gatling.javaapi.core.Simulation;
import java.util.Optional;
import loadtest.run.Run;
import loadtest.run.Wiring;
import loadtest.target.Protocols;

/** {@code campaign_bulk_send}: several senders share one list of targets. */
public final class CampaignBulkSend extends Simulation {
    private final Run run = Run.of(CampaignBulkSend.class);

    public CampaignBulkSend() {
        run.prepare(() ->
                setUp(run.population(wiring(run))).assertions(run.assertions()).maxDuration(run.bound()));
    }

    /** What a run of it is made of, alone or with others. */
    public static Wiring wiring(Run run) {
        var fixtures = run.fixtures();
        var dispatches = new Dispatches(run);
        var list = BulkList.of(fixtures, run.load(), run.settings(), run.id());
        var campaign = run.settings().campaign();
        var campaigns = new Campaigns(run.origin(Dispatches.SERVER), campaign);
        campaigns.changes().forEach(run::note);
        return new Wiring(
                new SendCampaign(campaigns, campaign.dispatching(), dispatches::answered).journey(list.batches()),
                Protocols.servers(),
                new DispatchAudit(dispatches.ledger(), list.send(), dispatches::lacking, run.database()),
                Optional.of(dispatches.ledger()),
                list.waits(run.load(), campaign.dispatching()),
                dispatches::end,
                dispatches::close);
    }

    @Override
    public void after() {
        run.finish();
    }
}
