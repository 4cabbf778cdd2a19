package loadtest.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.load.Profile;
import loadtest.load.ShareOfLoad;
import loadtest.measure.RequestKey;
import loadtest.measure.SentRequests;
import loadtest.settings.Settings;
import loadtest.slo.Slos;
import loadtest.target.Scenario;
import loadtest.target.ScenarioFile;
import loadtest.target.Target;

/**
 * A scenario that is ready to send its load, in a run of its own or in one with others.
 *
 * @param id of the run
 * @param group of Gatling's report that its requests run in; empty in a run of its own
 * @param profile of the file, scaled to what the accounts can carry; the whole, also where several machines share it
 * @param slos of the file, without those of requests that are left out
 * @param notes for the plan, the verdict and the summary, in their order
 * @param timing none until the run is about to begin
 */
record PreparedRun(
        RunId id,
        String group,
        ScenarioFile file,
        Target target,
        Profile profile,
        Slos slos,
        List<RunNote> notes,
        Timing timing) {
    /** The engine waits for the slowest answer; this long after the last user has started it is stopped. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    PreparedRun {
        notes = List.copyOf(notes);
    }

    /** In a run of its own. */
    static PreparedRun alone(RunId id, Selection.Choice.Chosen chosen, Target target, List<RunNote> notes) {
        return new PreparedRun(
                id, "", chosen.file(), target, chosen.profile(), chosen.file().slos(), notes, Timing.NONE);
    }

    /** In a run with others. */
    static PreparedRun grouped(RunId id, Selection.Choice.Chosen chosen, Target target, List<RunNote> notes) {
        var file = chosen.file().grouped();
        return new PreparedRun(
                id, file.scenario().id(), file, target, chosen.profile(), file.slos(), notes, Timing.NONE);
    }

    Scenario scenario() {
        return file.scenario();
    }

    /** Of something that every scenario of a run has, such as a population. */
    String named(String name) {
        return RequestKey.path(group, name);
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
        var prefix = group.isEmpty() ? id.value() : id.value() + "-" + group;
        return new SentRequests(
                settings().tracing().header(), prefix, scenario().sentWith());
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

    /** How many calls under the rate limit of an account its users make in the busiest minute, on all machines. */
    double limitedCalls() {
        return file.limitedCallsPerUser() * profile.busiestMinute();
    }

    /** The same with one more note. */
    PreparedRun noting(RunNote note) {
        return with(profile, slos, note);
    }

    /** The same without a request and its SLOs. */
    PreparedRun without(String request, String why) {
        return with(profile, slos.without(Set.of(request)), RunNote.of(request + " left out: " + why));
    }

    /** The same, with the names of requests that change nothing at the target. */
    PreparedRun reading(Set<String> requests) {
        return new PreparedRun(id, group, file, target, profile, slos.reading(requests), notes, timing);
    }

    /** The same, which is about to begin. */
    PreparedRun at(Timing known) {
        return new PreparedRun(id, group, file, target, profile, slos, notes, known);
    }

    /** The same with its load multiplied by a factor in (0, 1]. */
    PreparedRun scaled(double factor, String why) {
        return with(profile.scaled(factor), slos, RunNote.of(lessLoad(factor, why)));
    }

    /** The same with a climb whose ceiling may be lower; says what lowered it. */
    PreparedRun climbing(Profile lower) {
        return lower.equals(profile) ? this : with(lower, slos, RunNote.of("ceiling reached by " + lower.ceilingBy()));
    }

    private PreparedRun with(Profile load, Slos promised, RunNote note) {
        var noted = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new PreparedRun(id, group, file, target, load, promised, noted, timing);
    }

    /** The note that explains a smaller load. */
    static String lessLoad(double factor, String why) {
        return String.format(Locale.ROOT, "only %.0f %% of the profile's load: %s", 100 * factor, why);
    }
}
