package loadtest.run;

import java.util.ArrayList;
import java.util.List;
import loadtest.report.text.Terminal;
import loadtest.report.text.Tone;
import loadtest.target.PreflightCalls;

/** The plan of a run, printed before its load: where to, how much, with which notes and promises. */
final class Plan {
    private static final String ENGINE =
            "Gatling's own figures count one request more for each of the verdicts; ours leave these out";

    private static final String CLIMB =
            "a step that holds: one in which none of these is broken; over the whole load they are for information";

    private Plan() {}

    static List<String> of(WholeRun run, Terminal terminal) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(terminal.wrapped(Tone.STRONG, "Plan of " + run.name() + ", profile " + run.profile(), 0));
        for (var part : run.parts()) {
            if (run.isOfSeveral()) {
                lines.addAll(terminal.entry("scenario", part.group()));
            }
            lines.addAll(load(part, terminal));
        }
        if (run.settings().watching().engine()) {
            lines.addAll(terminal.entry("note", ENGINE));
        }
        run.allNotes().forEach(note -> lines.addAll(terminal.entry("note", note.text())));
        for (var part : run.parts()) {
            promises(part).forEach(line -> lines.addAll(terminal.entry("promise", part.named(line))));
        }
        lines.add("");
        return lines;
    }

    private static List<String> load(PreparedRun part, Terminal terminal) {
        var target = part.target();
        var lines = new ArrayList<String>();
        target.addresses(part.scenario())
                .forEach((variable, address) -> lines.addAll(terminal.entry(
                        "target",
                        PreflightCalls.origin(address)
                                + (target.standIn() ? " (the stand-in)" : " (" + variable + ")")
                                + part.settings().network().proxies().route(address))));
        lines.addAll(terminal.entry("load", part.load().describe()));
        return lines;
    }

    private static List<String> promises(PreparedRun run) {
        var profile = run.profile();
        var lines = new ArrayList<String>();
        if (profile.climbs()) {
            lines.add(CLIMB);
        }
        lines.addAll(run.slos().summarise(profile.gatesLatency()));
        run.file().drift().filter(limits -> profile.judgesDrift()).ifPresent(limits -> lines.addAll(limits.describe()));
        return lines;
    }
}
