package loadtest.run;

import java.util.ArrayList;
import java.util.List;
import loadtest.target.PreflightCalls;

/** The plan of a run, printed before its load: where to, how much, with which notes and promises. */
final class Plan {
    private Plan() {}

    static List<String> of(PreparedRun run) {
        var target = run.target();
        var profile = run.profile();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Plan of " + run.scenario().id() + ", profile " + profile.name());
        target.addresses(run.scenario())
                .forEach((variable, address) -> lines.add("  target    " + PreflightCalls.origin(address)
                        + (target.standIn() ? " (the stand-in)" : " (" + variable + ")")
                        + run.settings().network().proxies().route(address)));
        lines.add("  load      " + profile.describe());
        run.notes().forEach(note -> lines.add("  note      " + note.text()));
        run.slos().describe(profile.gatesLatency()).forEach(line -> lines.add("  promise   " + line));
        lines.add("  results   " + run.settings().run().outputDir());
        lines.add("");
        return lines;
    }
}
