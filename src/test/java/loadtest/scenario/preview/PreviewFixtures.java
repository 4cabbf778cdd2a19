package loadtest.scenario.preview;

import java.util.List;
import loadtest.target.Check;
import loadtest.target.FixtureCheck;
import loadtest.target.ReadinessCheck;

/** Whether the vouchers to be previewed are in the database. A preview changes nothing, so they are never used up. */
public final class PreviewFixtures implements ReadinessCheck {
    @Override
    public List<Check> check(About about) {
        return List.of(FixtureCheck.check(about, PreviewFeed::ids, (remaining, fixtures, needed) -> {
            var state = remaining.vouchers(needed);
            return FixtureCheck.judge(state, state.present(), needed, "vouchers to be previewed are in the database");
        }));
    }
}
