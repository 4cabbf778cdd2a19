package loadtest.scenario.everything;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.CombinedRun;
import loadtest.scenario.agent.AgentJourneys;
import loadtest.scenario.agent.ApiSmoke;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/** {@code everything}: all scenarios at once, as the products meet on one database. */
public final class Everything extends Simulation {
    private final CombinedRun run = CombinedRun.of(Everything.class)
            .with(AgentJourneys.class, AgentJourneys::wiring)
            .with(ApiSmoke.class, ApiSmoke::wiring)
            .with(CampaignBulkSend.class, CampaignBulkSend::wiring)
            .with(StationRedeemPeak.class, StationRedeemPeak::wiring)
            .with(VoucherPreviewSpike.class, VoucherPreviewSpike::wiring);

    public Everything() {
        run.prepare(() -> setUp(run.populations()).assertions(run.assertions()).maxDuration(run.bound()));
    }

    @Override
    public void after() {
        run.finish();
    }
}
