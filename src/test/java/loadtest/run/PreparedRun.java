package loadtest.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.load.ShareOfLoad;
import loadtest.measure.SentRequests;
import loadtest.report.history.Baseline;
import loadtest.settings.Settings;
import loadtest.slo.Slos;
import loadtest.target.Scenario;
import loadtest.target.ScenarioFile;
import loadtest.target.Target;

/**
 * A run that is ready to send its load.
 *
 * @param profile of the file, scaled to what the accounts can carry; the whole, also where several machines share it
 * @param slos of the file, without those of requests that are left out
 * @param baseline empty where none is asked for
 * @param notes for the plan, the verdict and the summary, in their order
 * @param timing none until the run is about to begin
 */
record PreparedRun(
        RunId id,
        ScenarioFile file,
        Target target,
        Profile profile,
        Slos slos,
        Optional<Baseline> baseline,
        List<RunNote> notes,
        Timing timing)
        implements Preparation {
    /** The engine waits for the slowest answer; this long after the last user has started it is stopped. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    PreparedRun {
        notes = List.copyOf(notes);
    }

    Scenario scenario() {
        return file.scenario();
    }

    /** With the addresses of the stand-in, where that is the target. */
    Settings settings() {
        return target.settings();
    }

    /** What this machine does of the profile. */
    ShareOfLoad load() {
        return new ShareOfLoad(profile, settings().run().share());
    }

    /** What sends its requests, each under an id of its own. */
    SentRequests sent() {
        return new SentRequests(
                settings().tracing().header(), id.value(), scenario().sentWith());
    }

    /** The requests of the file that this run does not send. */
    Set<String> leftOut() {
        var names = new HashSet<>(file.slos().requestNames());
        slos.requestNames().forEach(names::remove);
        return names;
    }

    /** After this time the engine stops, even if answers are outstanding. */
    Duration bound() {
        return profile.length().plus(GRACE);
    }

    /** The same with one more note. */
    PreparedRun noting(RunNote note) {
        return with(profile, slos, baseline, note);
    }

    /** The same without a request and its SLOs. */
    PreparedRun without(String request, String why) {
        return with(profile, slos.without(Set.of(request)), baseline, RunNote.of(request + " left out: " + why));
    }

    /** The same, with the names of requests that change nothing at the target. */
    PreparedRun reading(Set<String> requests) {
        return new PreparedRun(id, file, target, profile, slos.reading(requests), baseline, notes, timing);
    }

    /** The same, which is about to begin. */
    PreparedRun at(Timing known) {
        return new PreparedRun(id, file, target, profile, slos, baseline, notes, known);
    }

    /** The same with its load multiplied by a factor in (0, 1]. */
    PreparedRun scaled(double factor, String why) {
        return with(profile.scaled(factor), slos, baseline, RunNote.of(lessLoad(factor, why)));
    }

    /** The same with a climb whose ceiling may be lower; says what lowered it. */
    PreparedRun climbing(Profile lower) {
        return lower.equals(profile)
                ? this
                : with(lower, slos, baseline, RunNote.of("ceiling reached by " + lower.ceilingBy()));
    }

    /** The same with its baseline narrowed to runs on the same hosts and with the same load. */
    PreparedRun comparable() {
        if (baseline.isEmpty()) {
            return this;
        }
        var narrowed = baseline.get().under(target.hosts(scenario()), profile.sentences());
        return with(profile, slos, Optional.of(narrowed), RunNote.of(narrowed.note()));
    }

    private PreparedRun with(Profile load, Slos promised, Optional<Baseline> compared, RunNote note) {
        var noted = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new PreparedRun(id, file, target, load, promised, compared, noted, timing);
    }

    /** The note that explains a smaller load. */
    static String lessLoad(double factor, String why) {
        return String.format(Locale.ROOT, "only %.0f %% of the profile's load: %s", 100 * factor, why);
    }
}
