package loadtest.truth;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.testing.Together;
import loadtest.testing.Trial;
import loadtest.testing.Workload;

/**
 * One row of the truth table: a condition, and what a run must report under it. Latency, throughput, schedule and abort
 * criteria gate only where a row says so, because they would otherwise depend on the speed of the machine.
 */
final class TruthRow {
    private final String name;
    private final List<String> condition = new ArrayList<>();
    private final List<RowChange> changes = new ArrayList<>();
    private final List<RowEvent> before = new ArrayList<>();
    private final List<Expectation> expected = new ArrayList<>();
    private Class<? extends Simulation> scenario = Workload.simplest().simulation();
    private Optional<String> plan = Optional.empty();
    private RowEvent meanwhile = (run, bench) -> {};
    private boolean ownStandIn;
    private boolean alone;
    private boolean fast;
    private boolean possible = true;
    private boolean without;

    private TruthRow(String name) {
        this.name = name;
    }

    static TruthRow row(String name) {
        return new TruthRow(name);
    }

    TruthRow of(Class<? extends Simulation> scenario) {
        this.scenario = scenario;
        return change(trial -> trial.patient().scenarioFile("abort", null).scenarioFile("throughput", null));
    }

    /** Runs all scenarios at once, each for some seconds. */
    TruthRow together() {
        scenario = Together.simulation();
        condition.add("all scenarios at once");
        return change(trial -> {
            Together.shortly(trial);
            for (var one : Scenarios.onClassPath().all()) {
                trial.on(one).scenarioFile("abort", null).scenarioFile("throughput", null);
            }
        });
    }

    /** Gates on this block as the shipped file of the scenario has it. */
    TruthRow asShipped(String block) {
        condition.add(block + " as shipped");
        var words = shipped(scenario).getObject(block).unwrapped();
        return change(trial -> trial.scenarioFile(block, words));
    }

    /** Reads the scenario's shipped file. */
    static Config shipped(Class<? extends Simulation> scenario) {
        return ConfigFactory.parseResources("scenarios/" + Scenario.id(scenario) + ".conf");
    }

    /** @param more names and values of other fields of the profile, alternating */
    TruthRow load(String sentence, Object... more) {
        var others = byName(more);
        condition.add(sentence + (others.isEmpty() ? "" : " " + others));
        return change(trial -> trial.profile("ci", sentence, others));
    }

    /** Injects faults of the stand-in's plan from the start, each written {@code name { ... }}. */
    TruthRow faults(String... faults) {
        return plan("faults { " + String.join(", ", faults) + " }");
    }

    /** Sends a whole fault plan to the stand-in. */
    TruthRow plan(String text) {
        plan = Optional.of(text);
        condition.add("stand-in: " + text);
        return this;
    }

    /** Makes latency limits of one request gate: {@code "p95", "500 ms"}. Names and values alternate. */
    TruthRow slo(String request, String... limits) {
        return file(requestPath(request), byName((Object[]) limits));
    }

    /** Says of a request that users send it only when they need it. */
    TruthRow whenNeeded(String request) {
        return file(requestPath(request) + ".when-needed", true);
    }

    private static String requestPath(String request) {
        return "requests." + ConfigUtil.quoteString(request);
    }

    private static Map<String, Object> byName(Object... namesAndValues) {
        var values = new HashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    /** Changes one value of the scenario's file; null removes it. */
    TruthRow file(String path, Object value) {
        condition.add(value == null ? "without " + path : path + " = " + value);
        return change(trial -> trial.scenarioFile(path, value));
    }

    TruthRow variable(String name, String value) {
        condition.add(value.isEmpty() ? "no " + name : name + "=" + value);
        return change(trial -> trial.with(name, value));
    }

    /** Changes the trial in a way that no other method covers. */
    TruthRow where(String says, RowChange change) {
        condition.add(says);
        return change(change);
    }

    TruthRow before(String says, RowEvent event) {
        condition.add(says);
        before.add(event);
        return this;
    }

    TruthRow meanwhile(String says, RowEvent event) {
        condition.add(says);
        meanwhile = event;
        return this;
    }

    /** Has the run start a stand-in of its own, as it does with nothing configured. */
    TruthRow ownStandIn() {
        ownStandIn = true;
        condition.add("a stand-in of its own");
        return this;
    }

    /** Runs with no other row at the same time, which would disturb its latency. */
    TruthRow alone() {
        alone = true;
        return this;
    }

    /** Runs in every {@code mvn verify} too, since no other test proves the same. */
    TruthRow fast() {
        fast = true;
        return this;
    }

    /** Skips the row on a machine that lacks what it needs. */
    TruthRow onlyIf(boolean possible) {
        this.possible = possible;
        return this;
    }

    TruthRow expect(Expectation... expectations) {
        expected.addAll(List.of(expectations));
        return this;
    }

    /** Repeats the condition with one mechanism switched off by data alone; the run must then pass. */
    TruthRow without(String mechanism, UnaryOperator<TruthRow> off) {
        var copy = new TruthRow("without " + mechanism + ": " + name);
        copy.scenario = scenario;
        copy.condition.addAll(condition);
        copy.changes.addAll(changes);
        copy.before.addAll(before);
        copy.plan = plan;
        copy.meanwhile = meanwhile;
        copy.ownStandIn = ownStandIn;
        copy.alone = alone;
        copy.possible = possible;
        copy.without = true;
        return off.apply(copy).expect(Expect.exit(0), Expect.nothingMissed());
    }

    private TruthRow change(RowChange change) {
        changes.add(change);
        return this;
    }

    String name() {
        return name;
    }

    Class<? extends Simulation> scenario() {
        return scenario;
    }

    /** Whether the row was made by {@link #without}. */
    boolean isWithout() {
        return without;
    }

    boolean isFast() {
        return fast;
    }

    boolean isPossible() {
        return possible;
    }

    boolean needsQuiet() {
        return alone;
    }

    /** The condition in words. */
    List<String> condition() {
        return condition;
    }

    /** What the row expects; every row also expects that its files agree. */
    List<Expectation> expected() {
        var all = new ArrayList<>(expected);
        all.add(Expect.agreement());
        return all;
    }

    /** A trial with every change of this row; it is not started yet. */
    Trial trial(Map<String, String> deployment) throws Exception {
        var trial = new Trial(scenario);
        if (!ownStandIn) {
            trial.with(deployment);
        }
        for (var change : changes) {
            change.of(trial);
        }
        return trial;
    }

    void prepare(RowRun run, Bench bench) throws Exception {
        plan.ifPresent((Consumer<String>) bench::faults);
        for (var event : before) {
            event.happen(run, bench);
        }
    }

    void accompany(RowRun run, Bench bench) throws Exception {
        meanwhile.happen(run, bench);
    }
}
