package loadtest.run;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loadtest.audit.Audit;
import loadtest.audit.ShareAudit;
import loadtest.load.Profile;
import loadtest.load.ShareOfLoad;
import loadtest.measure.DispatcherAnswer;
import loadtest.measure.DispatcherReport;
import loadtest.report.text.Terminal;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.Console;
import loadtest.settings.Database;
import loadtest.settings.MaskedErrors;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.settings.StartSteps;
import loadtest.target.Origin;
import loadtest.target.Origins;
import loadtest.target.Scenario;
import loadtest.target.ScenarioFile;
import loadtest.target.Target;

/**
 * The run of a simulation, from the settings to the verdict. A simulation first completes the run that has
 * been prepared for it, then asks for its {@link #population}, which starts the load, and calls {@link #finish} at last.
 */
public final class Run {
    private final Origins origins;
    private final RunProcess process;
    private PreparedRun prepared;
    private final LastPreparation last = new LastPreparation();
    private Optional<RunningLoad> running = Optional.empty(); // until the population is asked for

    private Run(PreparedRun prepared, RunProcess process) {
        this.prepared = prepared;
        this.process = process;
        this.origins = prepared.target().origins(prepared.scenario(), prepared.sent());
    }

    /**
     * Prepares a scenario's run, or ends this process in one line: with 0 where the scenario is not meant to run, with
     * 2 where it cannot, with 1 where no scenario can.
     */
    public static Run of(Class<? extends Simulation> simulation) {
        StartSteps.done("JVM and engine");
        var process = RunProcess.begin(Scenario.id(simulation));
        ParentWatch.start();
        MaskedErrors.install();
        Console.install();
        var preparation = Preparation.of(simulation, ProjectFolder.path(), process::prepares);
        return new Run(process.ready(preparation), process);
    }

    public String id() {
        return prepared.id().value();
    }

    public Settings settings() {
        return prepared.settings();
    }

    public Target target() {
        return prepared.target();
    }

    public ScenarioFile file() {
        return prepared.file();
    }

    /** The whole load, also where several machines share it. */
    public Profile profile() {
        return prepared.profile();
    }

    /** What this machine does of it. */
    public ShareOfLoad load() {
        return prepared.load();
    }

    /** Has a step done once more where the run waits for its start: what it left grows old. */
    public void renewAfterWait(Runnable step) {
        last.renew(step);
    }

    /** The seeded fixtures this run uses; ends this process where they cannot be read. */
    public SeedSummary fixtures() {
        var seeded = target().fixtures();
        var summary = orExit(seeded::summary);
        note("fixtures of " + summary.generatedAt() + ", version " + summary.seedVersion() + ", "
                + ProjectFolder.relative(seeded.file()));
        return summary;
    }

    /** Runs a step of the preparation; what it throws ends this process as {@link #of} does. */
    public <T> T orExit(Supplier<T> preparation) {
        return process.orExit(preparation);
    }

    /** Runs a simulation's constructor; what it throws ends this process as {@link #of} does. */
    public void prepare(Runnable setUp) {
        orExit(() -> {
            setUp.run();
            return this;
        });
    }

    /** Whether this run sends anything; a merge judges what other machines have sent. */
    public boolean sends() {
        return Merge.ofThisProcess().isEmpty();
    }

    /** Takes a request out of this run, with its SLOs, and says so in the plan. */
    public void leaveOut(String request, String why) {
        prepared = prepared.without(request, why);
    }

    /** Scales the load by a factor in (0, 1] and records the reason. */
    public void slowDown(double factor, String why) {
        prepared = prepared.scaled(factor, why);
    }

    /** Lowers the ceiling of a climb to what something carries, and says so; ends this process where it carries nothing. */
    public void climb(Supplier<Profile> carried) {
        prepared = prepared.climbing(orExit(carried));
    }

    /** A line for the plan, the verdict and the summary. */
    public void note(String line) {
        prepared = prepared.noting(RunNote.of(line));
    }

    /** The same for a note that explains answers with 429; it is a reason of the outcome if such answers come. */
    public void noteOnRateLimit(String line) {
        prepared = prepared.noting(new RunNote(line, true));
    }

    /** The load, after a warm-up and followed by its verdicts; ends this process where the audit cannot begin. */
    public PopulationBuilder population(ChainBuilder journey, Audit audit, Optional<DispatcherReport> dispatches) {
        return orExit(() -> {
            var ofThisMachine = ShareAudit.of(audit, load().share());
            prepared = last.of(prepared, origins.calls(), ofThisMachine);
            StartSteps.done("journey, calls and audit");
            Console.styled(Plan.of(prepared, Terminal.ofThisProcess()));
            var started = new RunningLoad(prepared, origins, ofThisMachine, dispatches);
            running = Optional.of(started);
            process.loads(started.end());
            prepared.timing().start().ifPresent(PlannedStart::awaitEngine);
            return started.population(journey);
        });
    }

    public PopulationBuilder population(ChainBuilder journey, Audit audit) {
        return population(journey, audit, Optional.empty());
    }

    public PopulationBuilder population(ChainBuilder journey) {
        return population(journey, Audit.NONE);
    }

    /** What the dispatcher answered to one batch. */
    public void reported(DispatcherAnswer answer) {
        running.ifPresent(load -> load.reported(answer));
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
        return prepared.target().database(prepared.scenario());
    }

    /** What must hold for the engine to exit with 0; to be asked for after the population. */
    public List<Assertion> assertions() {
        return running.orElseThrow().assertions();
    }

    /** After this time the engine stops, even if answers are outstanding. */
    public Duration bound() {
        return prepared.bound();
    }

    /** The folder of this run's report; empty until the engine has made it. */
    public Optional<Path> folder() {
        return running.flatMap(RunningLoad::folder);
    }

    /** Writes the evidence. Never throws: an exception here would cost the report and the assertions. */
    public void finish() {
        finish(() -> {});
    }

    /** @param ended called first, when no answer counts any more: an abort loses the outstanding ones */
    public void finish(Runnable ended) {
        running.ifPresent(load -> load.finish(ended));
    }
}
