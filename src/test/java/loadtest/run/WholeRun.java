package loadtest.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import loadtest.report.history.Baseline;
import loadtest.report.summary.RequestSummary;
import loadtest.settings.Database;
import loadtest.settings.Settings;
import loadtest.slo.Promise;
import loadtest.slo.Verdict;
import loadtest.target.Target;

/**
 * A run that is ready to send its load: that of one scenario, or of several at once, which share the target, the run's id
 * and the verdict.
 *
 * @param name of the scenario, or of the combination
 * @param parts one for each scenario
 * @param baseline empty where none is asked for
 * @param notes on all of several scenarios; each part has more of its own
 */
record WholeRun(String name, List<PreparedRun> parts, Optional<Baseline> baseline, List<RunNote> notes)
        implements Preparation {

    WholeRun {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    RunId id() {
        return parts.get(0).id();
    }

    Target target() {
        return parts.get(0).target();
    }

    /** With the addresses of the stand-in, where that is the target. */
    Settings settings() {
        return target().settings();
    }

    /** The name of the profile that each scenario runs, as it defines it. */
    String profile() {
        return parts.get(0).profile().name();
    }

    /** That of each part, which all begin together. */
    Timing timing() {
        return parts.get(0).timing();
    }

    boolean isOfSeveral() {
        return !parts.get(0).group().isEmpty();
    }

    /** Until the last user starts. */
    Duration length() {
        return parts.stream()
                .map(part -> part.profile().length())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The load in the words of the scenarios' files, step by step. */
    List<String> sentences() {
        return parts.stream()
                .flatMap(part -> part.profile().sentences().stream()
                        .map(RunNote::of)
                        .map(step -> step.within(part.group()).text()))
                .toList();
    }

    /** The hosts that are loaded. */
    List<String> hosts() {
        return parts.stream()
                .flatMap(part -> target().hosts(part.scenario()).stream())
                .distinct()
                .toList();
    }

    /** The database whose statistics show the load. */
    Optional<Database> database() {
        return parts.stream()
                .flatMap(part -> target().database(part.scenario()).stream())
                .findFirst();
    }

    /** All notes, in their order. */
    List<RunNote> allNotes() {
        var own = parts.stream().flatMap(part -> part.notes().stream().map(note -> note.within(part.group())));
        return Stream.of(notes.stream(), own, baseline.map(found -> RunNote.of(found.note())).stream())
                .flatMap(all -> all)
                .toList();
    }

    /** The same with its parts as their simulations have completed them. */
    WholeRun of(List<PreparedRun> completed) {
        return new WholeRun(name, completed, baseline, notes).comparable();
    }

    /** The same with its baseline narrowed to runs on the same hosts and with the same load. */
    private WholeRun comparable() {
        return new WholeRun(name, parts, baseline.map(found -> found.under(hosts(), sentences())), notes);
    }

    /** What is promised of the whole, which the gate of its first part judges. */
    Map<Promise, Supplier<Verdict>> promises(Supplier<List<RequestSummary>> requests) {
        return baseline.filter(Baseline::gates)
                .<Map<Promise, Supplier<Verdict>>>map(
                        found -> Map.of(found.promise(), () -> found.verdict(requests.get())))
                .orElse(Map.of());
    }
}
