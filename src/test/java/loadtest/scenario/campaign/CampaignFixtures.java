package loadtest.scenario.campaign;

import java.util.List;
import java.util.Optional;
import loadtest.seed.summary.SeedSummary;
import loadtest.seed.table.Remaining;
import loadtest.target.Check;
import loadtest.target.FixtureCheck;
import loadtest.target.ReadinessCheck;

/** Whether the targets that this run will send to are queued. */
public final class CampaignFixtures implements ReadinessCheck {
    @Override
    public List<Check> check(About about) {
        var settings = about.target().settings();
        return List.of(FixtureCheck.check(
                about,
                fixtures -> BulkList.targetsHere(
                        fixtures, about.load(), settings.campaign().batchSize()),
                (remaining, fixtures, needed) ->
                        left(remaining, fixtures, needed, settings.campaign().campaignId())));
    }

    private static Check left(Remaining remaining, SeedSummary fixtures, List<String> needed, Optional<String> chosen) {
        var campaign = fixtures.campaignDispatch();
        var id = chosen.orElse(campaign.campaignId());
        var state = remaining.targets(id, needed);
        var all = campaign.bulkTargetMsisdns();
        var inAll = remaining.targets(id, all).unused() + " of " + all.size() + " in all";
        return FixtureCheck.judge(state, state.unused(), needed, "targets of this run are queued, " + inAll);
    }
}
