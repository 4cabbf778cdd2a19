package loadtest.run;

import java.util.List;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.settings.Settings;
import loadtest.target.Check;
import loadtest.target.FixtureCheck;

/** What is worth knowing where a setting, or the target, decides how long a load goes on. */
final class LengthNotes {
    private LengthNotes() {}

    /** @param checks those before the load */
    static List<String> of(Profile profile, List<Check> checks, Settings settings) {
        var fixtures = checks.stream()
                .filter(check -> profile.anyLength() || profile.climbs())
                .filter(check -> check.name().equals(FixtureCheck.NAME))
                .map(check -> check.name() + ": " + check.finding());
        var unused = settings.run().length().stream()
                .filter(length -> !profile.anyLength())
                .map(length ->
                        "PERF_LOAD_LENGTH does not count: profile " + profile.name() + " is as long as its file says");
        return Stream.concat(fixtures, unused).toList();
    }
}
