package loadtest.run;

import java.util.ArrayList;
import java.util.List;
import loadtest.load.Profile;
import loadtest.slo.Slos;
import loadtest.target.Preflight;
import loadtest.target.Scenario;
import loadtest.target.Target;

/** What a run is about to do, so that nobody is surprised later. */
final class Plan {
    private Plan() {}

    static List<String> of(Scenario scenario, Target target, Profile profile, Slos slos, List<String> notes) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Plan of " + scenario.id() + ", profile " + profile.name());
        target.addresses(scenario)
                .forEach((variable, address) -> lines.add("  target    " + Preflight.origin(address)
                        + (target.standIn() ? " (the stand-in)" : " (" + variable + ")")));
        lines.add("  load      " + profile.describe());
        notes.forEach(note -> lines.add("  note      " + note));
        slos.describe(profile.gatesLatency()).forEach(line -> lines.add("  SLO       " + line));
        lines.add("  results   " + target.settings().run().outputDir());
        lines.add("");
        return lines;
    }
}
