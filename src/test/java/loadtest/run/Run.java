package loadtest.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import loadtest.audit.Audit;
import loadtest.load.Profile;
import loadtest.measure.DispatcherReport;
import loadtest.measure.Finding;
import loadtest.measure.Recorder;
import loadtest.measure.Tally;
import loadtest.measure.Tap;
import loadtest.report.history.Baseline;
import loadtest.report.summary.Environment;
import loadtest.seed.summary.SeedSummary;
import loadtest.server.DatabaseActivity;
import loadtest.settings.Console;
import loadtest.settings.Database;
import loadtest.settings.Draft;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.MaskedErrors;
import loadtest.settings.Settings;
import loadtest.settings.UnknownVariables;
import loadtest.settings.Variables;
import loadtest.slo.Gate;
import loadtest.slo.Verdict;
import loadtest.target.Check;
import loadtest.target.Origin;
import loadtest.target.Origins;
import loadtest.target.Readiness;
import loadtest.target.Scenario;
import loadtest.target.ScenarioFile;
import loadtest.target.Scenarios;
import loadtest.target.Target;
import loadtest.target.WarmUp;

/** What all simulations share: from the settings to the verdict, with whatever can be known to be wrong said first. */
public final class Run {
    /** How the note begins that explains answers with 429. */
    public static final String TOO_FEW_ACCOUNTS = "too few accounts";

    /** The engine would go on for as long as the slowest answer takes; this is when it must have ended. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final ScenarioFile file;
    private final Scenario scenario;
    private final Target target;
    private final Origins origins;
    private Profile profile;
    private final String id = RunId.next();
    private final Instant started = Instant.now();
    private final Recorder recorder = new Recorder();
    private final Tap tap = new Tap(recorder);
    private final Set<String> leftOut = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Baseline> baseline;
    private Gate gate;
    private Observation observation;
    private Display display;
    private Ending ending;
    private Vigilance vigilance;
    private Optional<DispatcherReport> dispatches = Optional.empty();
    private DatabaseActivity database; // null until the load has ended

    private Run(ScenarioFile file, Target target, Profile profile, Optional<Baseline> baseline) {
        this.file = file;
        this.scenario = file.scenario();
        this.target = target;
        this.origins = target.origins(scenario);
        this.profile = profile;
        this.baseline = baseline;
        Environment.suite(); // as it is now, and not when the run has ended
        OwnClasses.load();
    }

    /**
     * Prepares a scenario's run, or ends this process: with 0 where the scenario is not meant to run, with 2 where it
     * cannot, with 1 where no scenario can. An exception would be printed as a stack trace by the engine.
     */
    public static Run of(Class<? extends Simulation> simulation) {
        ParentWatch.start();
        MaskedErrors.install();
        Console.install();
        try {
            var scenario = Scenarios.onClassPath().file(Scenario.id(simulation)).scenario();
            var unknown = UnknownVariables.of(Path.of(""));
            unknown.refuse();
            var variables = Target.relevant(Variables.of(Path.of("")));
            var settings = Settings.of(variables).inForce();
            var choice = new Selection(settings, variables).choose(scenario);
            if (choice instanceof Selection.Choice.Run chosen) {
                Writable.requireResults(settings);
                var run = open(chosen.file(), variables, chosen.profile());
                unknown.notes().forEach(one -> run.note(one.name() + " " + one.what()));
                return run;
            }
            return choice instanceof Selection.Choice.LeftOut leftOut
                    ? Exit.leftOut(scenario, leftOut.why())
                    : Exit.cannotRun(scenario, ((Selection.Choice.CannotRun) choice).why());
        } catch (Throwable e) {
            return Exit.misconfigured(Failure.line(e));
        }
    }

    private static Run open(ScenarioFile file, Map<String, String> variables, Profile profile) {
        var scenario = file.scenario();
        try {
            Writable.require(Settings.of(variables));
            Draft.sweepAll(Settings.of(variables).run().outputDir());
            var kind = new Baseline.Kind(scenario.id(), profile.name(), Target.isStandIn(variables));
            var baseline = Baseline.of(Settings.of(variables), kind);
            var target = Target.open(variables);
            var checks = new Readiness(file, target, profile).beforeLoad();
            var failures =
                    checks.stream().filter(Check::failed).map(Check::finding).toList();
            if (!failures.isEmpty()) {
                return Exit.cannotRun(scenario, String.join("; ", failures));
            }
            var run = new Run(file, target, profile, baseline);
            checks.stream()
                    .filter(check -> check.outcome() == Check.Outcome.NOTE)
                    .forEach(check -> run.note(check.name() + ": " + check.finding()));
            target.settings()
                    .run()
                    .faults()
                    .ifPresent(plan -> run.note("the stand-in goes wrong on purpose: " + near(plan)));
            var share = target.settings().run().share();
            if (!share.isAll()) {
                run.slowDown(1.0 / share.of(), "this is machine " + share + " (PERF_SHARE)");
            }
            return run;
        } catch (Throwable e) {
            return Exit.cannotRun(scenario, Failure.line(e));
        }
    }

    public String id() {
        return id;
    }

    public Settings settings() {
        return target.settings();
    }

    public Target target() {
        return target;
    }

    public ScenarioFile file() {
        return file;
    }

    public Profile profile() {
        return profile;
    }

    Recorder recorder() {
        return recorder;
    }

    /** The seeded fixtures this run uses. */
    public SeedSummary fixtures() {
        var path = settings().seed().summaryPath();
        var summary = orExit(() -> SeedSummary.read(path));
        notes.add("fixtures of " + summary.generatedAt() + ", version " + summary.seedVersion() + ", " + near(path));
        return summary;
    }

    /** As a reader of the report knows it, without the folders of this machine where it lies below the project. */
    private static Path near(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.toAbsolutePath().startsWith(here) ? here.relativize(path.toAbsolutePath()) : path;
    }

    /** What can only be found wrong later than in {@link #of}; ends this process in the same way. */
    public <T> T orExit(Supplier<T> preparation) {
        try {
            return preparation.get();
        } catch (Throwable e) {
            return Exit.cannotRun(scenario, Failure.line(e));
        }
    }

    /** All that a simulation's constructor does: whatever is thrown there ends this process in the same way. */
    public void prepare(Runnable setUp) {
        orExit(() -> {
            setUp.run();
            return this;
        });
    }

    /** Takes a request out of this run, with its SLO row, and says so in the plan. */
    public void leaveOut(String request, String why) {
        leftOut.add(request);
        notes.add(request + " left out: " + why);
    }

    /** Starts so much less of everybody, from 0 (exclusive) to 1, and says why. */
    public void slowDown(double share, String why) {
        profile = profile.scaled(share);
        notes.add(String.format(Locale.ROOT, "only %.0f %% of the profile's load: %s", 100 * share, why));
    }

    /** A line for the plan, the verdict and the summary. */
    public void note(String line) {
        notes.add(line);
    }

    /** The load, after a warm-up and followed by its verdicts. */
    public PopulationBuilder population(ChainBuilder journey, Audit audit, Optional<DispatcherReport> dispatcher) {
        var slos = file.slos().without(leftOut);
        dispatches = dispatcher;
        orExit(() -> {
            Promised.require(file, leftOut, origins.requests());
            audit.before();
            return audit;
        });
        baseline = baseline.map(asked -> asked.under(target.hosts(scenario), profile.sentences()));
        baseline.ifPresent(found -> notes.add(found.note()));
        vigilance = new Vigilance(file, profile, recorder);
        gate = new Gate(slos, profile.gatesLatency(), recorder, this::waba, () -> lookAfterwards(audit), promises());
        recorder.expect(scenario.id(), profile.arrivals());
        Plan.of(scenario, target, profile, slos, notes).forEach(System.out::println);
        observation = Observation.start(scenario, target, profile.length(), this::folder);
        vigilance.start();
        display = Display.start(settings().watching(), profile.length(), () -> state().soFar());
        ending = new Ending(() -> new Closing(state(), folder()), tap::stopLoad, display::end);
        var load = profile.inject(scenario(scenario.id()).exec(tap).exec(journey));
        return WarmUp.of(origins)
                .injectOpen(atOnceUsers(1))
                .andThen(
                        load.andThen(gate.scenario().injectOpen(atOnceUsers(1))),
                        vigilance.population(gate::loadEnded));
    }

    public PopulationBuilder population(ChainBuilder journey, Audit audit) {
        return population(journey, audit, Optional.empty());
    }

    public PopulationBuilder population(ChainBuilder journey) {
        return population(journey, Audit.NONE);
    }

    /** What the dispatcher reported of WhatsApp's answers to one batch. */
    public void reported(Tally waba) {
        waba.codes().forEach(vigilance.abort()::waba);
    }

    private Tally waba() {
        return dispatches.map(DispatcherReport::waba).orElse(new Tally(Map.of(), 0));
    }

    /** The audit's own questions must not be counted among what the load did to the database. */
    private CompletableFuture<Map<String, Finding>> lookAfterwards(Audit audit) {
        return observation.loadEnded().thenCompose(looked -> audit.start());
    }

    private Map<String, Supplier<Verdict>> promises() {
        var promises = vigilance.promises(() -> gate.loadEnded());
        baseline.filter(Baseline::gates)
                .ifPresent(found -> promises.put(Baseline.PROMISE, () -> found.verdict(RunState.requests(recorder))));
        return promises;
    }

    /**
     * A server of this scenario, with the headers that every call to it carries.
     *
     * @param name as the scenario's file gives it
     */
    public Origin origin(String name) {
        return origins.named(name);
    }

    /** The database that audits may ask; empty where none is given, or none that the guard has judged. */
    public Optional<Database> database() {
        return target.database(scenario);
    }

    public List<Assertion> assertions() {
        return gate.assertions();
    }

    /** When the engine stops, whatever is still under way. */
    public Duration bound() {
        return profile.length().plus(GRACE);
    }

    /** The folder of this run's report; empty until the engine has made it. */
    public Optional<Path> folder() {
        return tap.runId().map(settings().run().outputDir()::resolve);
    }

    /** Leaves the evidence. Never throws: an exception here would cost the report and the assertions. */
    public void finish() {
        finish(() -> {});
    }

    /** @param ended told first that no answer counts any more: of a run that is cut off, those under way are lost */
    public void finish(Runnable ended) {
        try {
            display.stop();
            ended.run();
            if (!gate.reached()) {
                tap.stopLoad();
                gate.auditAfterAll();
            }
            database = observation.database();
            notes.addAll(observation.notes());
            if (settings().run().faults().isPresent()) {
                target.process().ifPresent(standIn -> notes.addAll(standIn.rehearsed()));
            }
            ending.tell();
        } catch (Throwable e) {
            System.out.println("the evidence is incomplete: " + Failure.line(e));
        } finally {
            vigilance.close();
            target.close();
        }
    }

    private RunState state() {
        // Of a run that was cut off only a part would be compared.
        var comparison =
                baseline.filter(found -> gate.reached()).flatMap(found -> found.compare(RunState.requests(recorder)));
        return new RunState(
                scenario,
                target,
                profile,
                id,
                started,
                recorder,
                gate,
                new RunState.Seen(observation.resources(), database),
                dispatches,
                comparison,
                vigilance,
                notes.stream().map(ForeignText::inOneLine).toList());
    }
}
