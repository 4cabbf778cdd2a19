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
import loadtest.testing.Trial;
import loadtest.testing.Workload;

/**
 * One line of the truth table: a condition, and what a run must say of it. Latency, schedule and abort criteria decide
 * only where a row says so, because they would otherwise depend on the machine that the table is run on.
 */
final class Row {
    private final String name;
    private final List<String> condition = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Event> before = new ArrayList<>();
    private final List<Expectation> expected = new ArrayList<>();
    private Class<? extends Simulation> scenario = Workload.simplest().simulation();
    private Optional<String> plan = Optional.empty();
    private Event meanwhile = (run, bench) -> {};
    private boolean ownStandIn;
    private boolean alone;
    private boolean fast;
    private boolean possible = true;
    private boolean without;

    /** A setting of the run. */
    interface Change {
        void of(Trial trial) throws Exception;
    }

    /** Something that happens before or while the run is under way. */
    interface Event {
        void happen(Course run, Bench bench) throws Exception;
    }

    private Row(String name) {
        this.name = name;
    }

    static Row row(String name) {
        return new Row(name);
    }

    Row of(Class<? extends Simulation> scenario) {
        this.scenario = scenario;
        return change(trial -> trial.patient().scenarioFile("abort", null));
    }

    /** With this block of the scenario's own file. */
    Row asShipped(String block) {
        condition.add(block + " as shipped");
        var words = shipped(scenario).getObject(block).unwrapped();
        return change(trial -> trial.scenarioFile(block, words));
    }

    /** The scenario's file as it is in the project. */
    static Config shipped(Class<? extends Simulation> scenario) {
        return ConfigFactory.parseResources("scenarios/" + Scenario.id(scenario) + ".conf");
    }

    /** @param more other words of the profile, by turns with their values */
    Row load(String sentence, Object... more) {
        var others = new HashMap<String, Object>();
        for (var i = 0; i < more.length; i += 2) {
            others.put((String) more[i], more[i + 1]);
        }
        condition.add(sentence + (others.isEmpty() ? "" : " " + others));
        return change(trial -> trial.profile("ci", sentence, others));
    }

    /** Faults of the stand-in's plan, each {@code name { ... }}; they are there from the start. */
    Row faults(String... faults) {
        return plan("faults { " + String.join(", ", faults) + " }");
    }

    /** A whole fault plan. */
    Row plan(String text) {
        plan = Optional.of(text);
        condition.add("stand-in: " + text);
        return this;
    }

    /** Latency limits of one request that decide, by turns with their values: {@code "p95", "500 ms"}. */
    Row slo(String request, String... limits) {
        var values = new HashMap<String, Object>();
        for (var i = 0; i < limits.length; i += 2) {
            values.put(limits[i], limits[i + 1]);
        }
        return file("requests." + ConfigUtil.quoteString(request), values);
    }

    /** A word of the scenario's file that differs from the shipped one; null takes it away. */
    Row file(String path, Object value) {
        condition.add(value == null ? "without " + path : path + " = " + value);
        return change(trial -> trial.scenarioFile(path, value));
    }

    Row variable(String name, String value) {
        condition.add(value.isEmpty() ? "no " + name : name + "=" + value);
        return change(trial -> trial.with(name, value));
    }

    /** Something the condition's other words do not say. */
    Row where(String says, Change change) {
        condition.add(says);
        return change(change);
    }

    Row before(String says, Event event) {
        condition.add(says);
        before.add(event);
        return this;
    }

    Row meanwhile(String says, Event event) {
        condition.add(says);
        meanwhile = event;
        return this;
    }

    /** On a stand-in that the run itself starts, as with nothing configured. */
    Row ownStandIn() {
        ownStandIn = true;
        condition.add("a stand-in of its own");
        return this;
    }

    /** With no other run at the same time, which would disturb its times. */
    Row alone() {
        alone = true;
        return this;
    }

    /** Also run by every {@code mvn verify}: no other test proves what it proves. */
    Row fast() {
        fast = true;
        return this;
    }

    /** Skipped where this machine lacks what the row needs. */
    Row onlyIf(boolean possible) {
        this.possible = possible;
        return this;
    }

    Row expect(Expectation... expectations) {
        expected.addAll(List.of(expectations));
        return this;
    }

    /** The same condition with one mechanism switched off, by data alone: nothing else may have caught it. */
    Row without(String mechanism, UnaryOperator<Row> off) {
        var copy = new Row("without " + mechanism + ": " + name);
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

    private Row change(Change change) {
        changes.add(change);
        return this;
    }

    String name() {
        return name;
    }

    Class<? extends Simulation> scenario() {
        return scenario;
    }

    /** Whether it only shows that another row's mechanism is needed. */
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

    /** In words, as the data has it. */
    List<String> condition() {
        return condition;
    }

    /** Of every row also that its files agree. */
    List<Expectation> expected() {
        var all = new ArrayList<>(expected);
        all.add(Expect.agreement());
        return all;
    }

    /** A run with all that this row changes, which is not started yet. */
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

    void prepare(Course run, Bench bench) throws Exception {
        plan.ifPresent((Consumer<String>) bench::faults);
        for (var event : before) {
            event.happen(run, bench);
        }
    }

    void accompany(Course run, Bench bench) throws Exception {
        meanwhile.happen(run, bench);
    }
}
