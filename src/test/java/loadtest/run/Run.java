package loadtest.run;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loadtest.audit.ShareAudit;
import loadtest.load.Profile;
import loadtest.load.ShareOfLoad;
import loadtest.measure.DispatcherAnswer;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.Database;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.target.Origin;
import loadtest.target.Origins;
import loadtest.target.Scenario;
import loadtest.target.ScenarioFile;
import loadtest.target.Target;

/**
 * The run of a scenario, alone or with others. Its simulation first completes the run that has been prepared for it, then
 * asks for its {@link #population}, which starts the load, and calls {@link #finish} at last.
 */
public final class Run {
    private final Origins origins;
    private final RunProcess process;
    private final WholeRun whole;
    private final LastPreparation last = new LastPreparation();
    private PreparedRun prepared;
    private Optional<RunningLoad> running = Optional.empty(); // until the population is asked for

    Run(WholeRun whole, PreparedRun prepared, RunProcess process) {
        this.whole = whole;
        this.prepared = prepared;
        this.process = process;
        this.origins = prepared.target().origins(prepared.scenario(), prepared.sent());
    }

    /**
     * Prepares a scenario's run, or ends this process in one line: with 0 where the scenario is not meant to run, with
     * 2 where it cannot, with 1 where no scenario can.
     */
    public static Run of(Class<? extends Simulation> simulation) {
        var process = RunProcess.begin(Scenario.id(simulation));
        var whole = process.prepare(simulation);
        return new Run(whole, whole.parts().get(0), process);
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

    /** How many calls under the rate limit of an account all users of this run make in the busiest minute. */
    public double limitedCalls() {
        return whole.parts().stream().mapToDouble(PreparedRun::limitedCalls).sum();
    }

    /** The load, after a warm-up and followed by its verdicts; ends this process where the audit cannot begin. */
    public PopulationBuilder population(Wiring wiring) {
        return orExit(() -> {
            begin(RunningLoad.start(whole, List.of(wired(wiring)), process));
            return running.orElseThrow().populations().get(0);
        });
    }

    /** This run with what its simulation hands over, at the end of its preparation. */
    WiredRun wired(Wiring wiring) {
        var audit = ShareAudit.of(wiring.audit(), load().share());
        prepared = last.of(prepared, origins.calls(), audit);
        return new WiredRun(prepared, origins, wiring, audit);
    }

    /** Names the load that it is a part of. */
    void begin(RunningLoad started) {
        running = Optional.of(started);
    }

    /** What the dispatcher answered to one batch. */
    public void reported(DispatcherAnswer answer) {
        running.ifPresent(load -> load.reported(prepared.scenario().id(), answer));
    }

    /** A server of this scenario, by its name in the scenario's file, with the headers that every call to it carries. */
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
        return running.map(RunningLoad::bound).orElseGet(prepared::bound);
    }

    /** The folder of this run's report; empty until the engine has made it. */
    public Optional<Path> folder() {
        return running.flatMap(RunningLoad::folder);
    }

    /**
     * Tells the verdict and has the evidence written. Never throws: an exception here would cost the report and the
     * assertions.
     */
    public void finish() {
        running.ifPresent(RunningLoad::finish);
    }
}
