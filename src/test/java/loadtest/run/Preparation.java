package loadtest.run;

import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import loadtest.report.history.Baseline;
import loadtest.report.summary.Environment;
import loadtest.settings.Draft;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.settings.StartSteps;
import loadtest.settings.UnknownVariables;
import loadtest.settings.Variables;
import loadtest.target.Check;
import loadtest.target.Opening;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.target.Target;
import loadtest.target.TargetReadiness;

/** What comes of preparing a scenario's run: a run that is ready, or the reason why there is none. */
sealed interface Preparation permits PreparedRun, NotRun {
    /**
     * Prepares a run by the environment, the {@code -D} properties and {@code .env}. Never throws.
     *
     * @param root the folder whose {@code .env} is read
     * @param known told what is known of the run, as soon as it is
     */
    static Preparation of(Class<? extends Simulation> simulation, Path root, Consumer<Attempt> known) {
        var id = Scenario.id(simulation);
        try {
            Environment.suite(); // as it is now, since somebody may commit before the run has ended
            var unknown = UnknownVariables.of(root);
            unknown.refuse();
            return of(Scenarios.onClassPath().file(id).scenario(), Variables.of(root), unknown.notes(), known);
        } catch (Throwable e) {
            return Attempt.of(id).ended(NotRun.NotRunKind.MISCONFIGURED, Failure.line(e));
        }
    }

    /**
     * Prepares a run by these variables alone. Settings are parsed and scenario files are read here, once, and handed
     * on. Never throws.
     *
     * @param unknown variables that nothing reads, for the notes
     * @param known told what is known of the run, as soon as it is
     */
    static Preparation of(
            Scenario scenario,
            Map<String, String> given,
            List<UnknownVariables.Note> unknown,
            Consumer<Attempt> known) {
        Map<String, String> variables;
        Settings settings;
        try {
            Merge.begin(scenario);
            variables = Merge.relevant(Target.relevant(given));
            settings = Settings.of(variables).inForce();
        } catch (Throwable e) {
            return Attempt.of(scenario.id(), given).ended(NotRun.NotRunKind.MISCONFIGURED, Failure.line(e));
        }
        var attempt = Attempt.of(scenario, settings, variables);
        known.accept(attempt);
        return of(scenario, attempt, settings, variables, unknown);
    }

    private static Preparation of(
            Scenario scenario,
            Attempt attempt,
            Settings settings,
            Map<String, String> variables,
            List<UnknownVariables.Note> unknown) {
        try {
            var selection = new Selection(settings, variables);
            var choice = selection.choose(scenario);
            if (choice instanceof Selection.Choice.LeftOut leftOut) {
                return attempt.ended(NotRun.NotRunKind.LEFT_OUT, leftOut.why());
            }
            if (choice instanceof Selection.Choice.CannotRun cannotRun) {
                return attempt.ended(NotRun.NotRunKind.CANNOT_RUN, cannotRun.why());
            }
            SharedRun.require(settings, Target.isStandIn(variables), selection.chosen());
            Writable.requireResults(settings);
            settings.network()
                    .authorities()
                    .ifPresent(trusted -> trusted.trustInThisJvm(ProjectFolder.resolve("target")));
            return open((Selection.Choice.Chosen) choice, attempt, settings, variables, unknown);
        } catch (Throwable e) {
            return attempt.ended(NotRun.NotRunKind.MISCONFIGURED, Failure.line(e));
        }
    }

    /** Whatever is wrong from here on concerns this scenario alone. */
    private static Preparation open(
            Selection.Choice.Chosen chosen,
            Attempt attempt,
            Settings settings,
            Map<String, String> variables,
            List<UnknownVariables.Note> unknown) {
        var scenario = chosen.file().scenario();
        var profile = chosen.profile();
        try {
            Merge.ofThisProcess().ifPresent(merge -> merge.require(variables));
            Writable.require(settings, variables);
            var opening = Target.opening(settings, variables);
            Draft.sweepResults(settings.run().outputDir());
            var kind = new Baseline.RunKind(scenario.id(), profile.name(), Target.isStandIn(variables));
            // Of one machine of several only a part would be compared.
            var baseline = Baseline.of(settings, kind)
                    .filter(found -> settings.run().share().isAll());
            StartSteps.done("settings, scenario files and baseline");
            var target = opened(opening);
            var readiness = new TargetReadiness(chosen.file(), target, profile);
            var checks = Merge.ofThisProcess().isPresent() ? List.of(readiness.allowed()) : readiness.beforeLoad();
            if (checks.stream().anyMatch(Check::failed)) {
                return attempt.ended(NotRun.NotRunKind.CANNOT_RUN, failures(checks));
            }
            StartSteps.done("checks of the target");
            var notes = notes(checks, target.settings(), unknown);
            notes.addAll(LengthNotes.of(profile, checks, settings));
            olderProfile(profile.name(), variables).ifPresent(notes::add);
            return new PreparedRun(
                    attempt.id(),
                    chosen.file(),
                    target,
                    profile,
                    chosen.file().slos(),
                    baseline,
                    notes.stream().map(RunNote::of).toList(),
                    Timing.NONE);
        } catch (Throwable e) {
            return attempt.ended(NotRun.NotRunKind.CANNOT_RUN, Failure.line(e));
        }
    }

    /** While a stand-in starts, the classes of the run are loaded. */
    private static Target opened(Opening opening) {
        if (opening.isUnderWay()) {
            ClassPreloader.preload();
            StartSteps.done("classes of the run");
        }
        var target = opening.await();
        StartSteps.done("target opened");
        return target;
    }

    /** What became of the profile that the older scripts' variable names; empty where it names none. */
    private static Optional<String> olderProfile(String profile, Map<String, String> variables) {
        var named = Optional.ofNullable(variables.get(Variables.OLDER_PROFILE));
        return Variables.isProfileOlder(variables)
                ? named.map(name -> "profile " + name + ": " + Variables.OLDER_PROFILE + " names it")
                : named.filter(name -> !name.equals(profile))
                        .map(name ->
                                Variables.OLDER_PROFILE + "=" + name + " does not count beside -Dprofile=" + profile);
    }

    private static String failures(List<Check> checks) {
        return checks.stream().filter(Check::failed).map(Check::finding).collect(Collectors.joining("; "));
    }

    private static List<String> notes(List<Check> checks, Settings settings, List<UnknownVariables.Note> unknown) {
        var notes = new ArrayList<String>();
        checks.stream()
                .filter(check -> check.outcome() == Check.CheckOutcome.NOTE)
                .forEach(check -> notes.add(check.name() + ": " + check.finding()));
        settings.run()
                .faults()
                .ifPresent(plan -> notes.add("the stand-in goes wrong on purpose: " + ProjectFolder.relative(plan)));
        var share = settings.run().share();
        if (!share.isAll()) {
            notes.add("share " + share + " of " + settings.run().group().orElseThrow()
                    + " (PERF_SHARE): what all machines have measured is judged by their merge");
        }
        Merge.ofThisProcess().ifPresent(merge -> notes.addAll(merge.notes()));
        unknown.forEach(one -> notes.add(one.name() + " " + one.what()));
        return notes;
    }
}
