package loadtest.run;

import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import loadtest.report.history.Baseline;
import loadtest.report.summary.Environment;
import loadtest.settings.Draft;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.settings.StartSteps;
import loadtest.settings.UnknownVariables;
import loadtest.settings.Variables;
import loadtest.target.Opening;
import loadtest.target.Scenario;
import loadtest.target.Target;

/** What comes of preparing a run: one that is ready, or the reason why there is none. */
sealed interface Preparation permits WholeRun, NotRun {
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
            return of(Scope.named(id), Variables.of(root), unknown.notes(), known);
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
            Scope scope, Map<String, String> given, List<UnknownVariables.Note> unknown, Consumer<Attempt> known) {
        Map<String, String> variables;
        Settings settings;
        try {
            Merge.begin(scope.name());
            variables = Merge.relevant(Target.relevant(given));
            settings = Settings.of(variables).inForce();
        } catch (Throwable e) {
            return Attempt.of(scope.name(), given).ended(NotRun.NotRunKind.MISCONFIGURED, Failure.line(e));
        }
        var attempt = Attempt.of(scope.listed(settings), settings, variables);
        known.accept(attempt);
        return of(scope, attempt, settings, variables, unknown);
    }

    private static Preparation of(
            Scope scope,
            Attempt attempt,
            Settings settings,
            Map<String, String> variables,
            List<UnknownVariables.Note> unknown) {
        try {
            var selection = new Selection(settings, variables);
            var choice = selection.choose(scope);
            if (choice instanceof Selection.Choice.LeftOut leftOut) {
                return attempt.ended(NotRun.NotRunKind.LEFT_OUT, leftOut.why());
            }
            if (choice instanceof Selection.Choice.CannotRun cannotRun) {
                return attempt.ended(NotRun.NotRunKind.CANNOT_RUN, cannotRun.why());
            }
            scope.combination().ifPresent(all -> SharedRun.refuseCombined(settings, all.simulation()));
            SharedRun.require(settings, Target.isStandIn(variables), selection.chosen());
            Writable.requireResults(settings);
            settings.network()
                    .authorities()
                    .ifPresent(trusted -> trusted.trustInThisJvm(ProjectFolder.resolve("target")));
            return open(choice, attempt, settings, variables, unknown);
        } catch (Throwable e) {
            return attempt.ended(NotRun.NotRunKind.MISCONFIGURED, Failure.line(e));
        }
    }

    /** Whatever is wrong from here on concerns the scenarios of this run alone. */
    private static Preparation open(
            Selection.Choice choice,
            Attempt attempt,
            Settings settings,
            Map<String, String> variables,
            List<UnknownVariables.Note> unknown) {
        var together = choice instanceof Selection.Choice.Together;
        var chosen =
                together ? ((Selection.Choice.Together) choice).parts() : List.of((Selection.Choice.Chosen) choice);
        var profile = chosen.get(0).profile().name();
        try {
            Merge.ofThisProcess().ifPresent(merge -> merge.require(variables));
            Writable.require(settings, variables);
            var opening = Target.opening(settings, variables);
            Draft.sweepResults(settings.run().outputDir());
            var baseline =
                    baseline(settings, new Baseline.RunKind(attempt.scenario(), profile, Target.isStandIn(variables)));
            StartSteps.done("settings, scenario files and baseline");
            var target = opened(opening);
            var general = notes(target.settings(), profile, variables, unknown);
            var checked =
                    chosen.stream().map(one -> CheckedScenario.of(one, target)).toList();
            StartSteps.done("checks of the target");
            var failures = CheckedScenario.failures(checked, together);
            if (failures.isPresent()) {
                return attempt.ended(NotRun.NotRunKind.CANNOT_RUN, failures.get());
            }
            return together
                    ? CheckedScenario.together(attempt, checked, baseline, general)
                    : CheckedScenario.alone(attempt, checked.get(0), baseline, general);
        } catch (Throwable e) {
            return attempt.ended(NotRun.NotRunKind.CANNOT_RUN, Failure.line(e));
        }
    }

    /** Of one machine of several only a part would be compared. */
    private static Optional<Baseline> baseline(Settings settings, Baseline.RunKind kind) {
        return Baseline.of(settings, kind)
                .filter(found -> settings.run().share().isAll());
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

    /** Notes on the settings, which are those of every scenario. */
    private static List<RunNote> notes(
            Settings settings, String profile, Map<String, String> variables, List<UnknownVariables.Note> unknown) {
        var notes = new ArrayList<String>();
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
        olderProfile(profile, variables).ifPresent(notes::add);
        return notes.stream().map(RunNote::of).toList();
    }
}
