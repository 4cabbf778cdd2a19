package loadtest.slo;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import loadtest.measure.Finding;
import loadtest.measure.Recorder;
import loadtest.measure.Stats;
import loadtest.measure.Tally;
import loadtest.settings.Failure;

/**
 * Decides whether a run passes. Latency, mean and failures are Gatling's own assertions. What Gatling cannot express
 * becomes one sample each in the group {@value Recorder#VERDICT}, sent by one user when the load has ended: where the
 * load never ends properly there is no such sample, and its assertion fails.
 */
public final class Gate {
    private static final String SCENARIO = "verdicts";
    private static final String REQUESTS = "every request SLO met";

    private final Slos slos;
    private final boolean gatesLatency;
    private final Recorder recorder;
    private final Supplier<Tally> waba;
    private final Supplier<CompletableFuture<Map<String, Finding>>> audit;
    private final Map<String, Supplier<Verdict>> others;
    private volatile CompletableFuture<Map<String, Finding>> findings = new CompletableFuture<>();
    private volatile List<Verdict> verdicts = List.of();
    private volatile boolean requestsMet;
    private volatile boolean loadEnded;

    /**
     * @param waba what the dispatcher reported of WhatsApp's answers
     * @param audit starts the integrity checks on threads of their own; completes within a bounded time, with a
     *     finding for each name in {@link Slos#integrity()}
     * @param others promises that somebody else judges, by name, once the load has ended; each verdict has that name
     */
    public Gate(
            Slos slos,
            boolean gatesLatency,
            Recorder recorder,
            Supplier<Tally> waba,
            Supplier<CompletableFuture<Map<String, Finding>>> audit,
            Map<String, Supplier<Verdict>> others) {
        this.slos = slos;
        this.gatesLatency = gatesLatency;
        this.recorder = recorder;
        this.waba = waba;
        this.audit = audit;
        this.others = others;
    }

    /** What must hold for Gatling to exit with 0. */
    public List<Assertion> assertions() {
        var assertions = new ArrayList<Assertion>();
        slos.requests().forEach(slo -> assertions.addAll(slo.assertions(gatesLatency)));
        names().forEach(name -> assertions.add(
                details(Recorder.VERDICT, name).failedRequests().count().is(0L)));
        return assertions;
    }

    /** The user who judges, to be injected after the load. */
    public ScenarioBuilder scenario() {
        // Its own start is recorded after every sample sent before it: seeing it means having seen them all.
        return CoreDsl.scenario(SCENARIO)
                .exec(asLongAs(session -> recorder.users(SCENARIO).started() == 0)
                        .on(pause(Duration.ofMillis(20))))
                .exec(session -> {
                    loadEnded = true;
                    findings = audit.get();
                    return session;
                })
                .exec(asLongAs(session -> !findings.isDone()).on(pause(Duration.ofMillis(50))))
                .exec(session -> {
                    conclude();
                    return session;
                })
                .exec(group(Recorder.VERDICT).on(samples()));
    }

    /** The table: every promise with what was seen. Complete once the load has ended; before, without audits. */
    public List<Verdict> verdicts() {
        return verdicts.isEmpty() ? judge() : verdicts;
    }

    /** What can be said while the load goes on: of requests that were sent, and of budgets. */
    public List<Verdict> verdictsSoFar() {
        var seen = recorder.requests();
        var rows = new ArrayList<Verdict>();
        for (var slo : slos.requests()) {
            var stats = stats(slo, seen);
            if (stats.isPresent()) {
                rows.addAll(slo.judge(stats, gatesLatency));
            }
        }
        slos.budgets().forEach(budget -> rows.add(budget.judge(tally(budget, seen))));
        return rows;
    }

    /** Whether the load has ended, and the verdicts are on their way. */
    public boolean loadEnded() {
        return loadEnded;
    }

    /** Asks the audits of a run that was cut off, too: its evidence is to be whole. May block. */
    public void auditAfterAll() {
        if (!findings.isDone()) {
            findings = audit.get();
            findings.join();
        }
    }

    /** Whether the run got as far as its verdicts. */
    public boolean reached() {
        return !verdicts.isEmpty();
    }

    private Stream<String> names() {
        var budgets = slos.budgets().stream().map(Budget::title);
        return Stream.of(Stream.of(REQUESTS), budgets, slos.integrity().stream(), others.keySet().stream())
                .flatMap(names -> names);
    }

    private ChainBuilder samples() {
        return names().map(name -> exec(dummy(name, 0).withSuccess(session -> holds(name))))
                .reduce(ChainBuilder::exec)
                .orElseThrow();
    }

    boolean holds(String name) {
        return name.equals(REQUESTS)
                ? requestsMet
                : reached()
                        && verdicts.stream()
                                .filter(verdict -> verdict.name().equals(name))
                                .noneMatch(Verdict::missed);
    }

    /** Judges the run. An error thrown here would crash the engine and cost its report; without verdicts a run fails. */
    void conclude() {
        try {
            verdicts = judge();
        } catch (Throwable e) {
            System.out.println("the run cannot be judged: " + Failure.line(e));
        }
    }

    private List<Verdict> judge() {
        var seen = recorder.requests();
        var rows = new ArrayList<Verdict>();
        for (var slo : slos.requests()) {
            rows.addAll(slo.judge(stats(slo, seen), gatesLatency));
        }
        requestsMet = rows.stream().noneMatch(Verdict::missed);
        slos.budgets().forEach(budget -> rows.add(budget.judge(tally(budget, seen))));
        slos.integrity().forEach(name -> rows.add(integrity(name)));
        others.values().forEach(other -> rows.add(other.get()));
        return rows;
    }

    private static Optional<Stats> stats(RequestSlo slo, List<Stats> seen) {
        return seen.stream()
                .filter(request -> request.name().equals(slo.name()))
                .findFirst();
    }

    private Tally tally(Budget budget, List<Stats> seen) {
        return budget.source().equals(Budget.WABA) ? waba.get() : Tally.of(seen);
    }

    private Verdict integrity(String name) {
        var why = findings.isDone() ? "the audit broke or took too long" : "the run did not get that far";
        var finding = findings.getNow(Map.of()).getOrDefault(name, Finding.failed(why));
        var outcome =
                switch (finding.state()) {
                    case HOLDS -> Verdict.Outcome.MET;
                    case BROKEN -> Verdict.Outcome.MISSED;
                    case NOT_AUDITED -> Verdict.Outcome.NOT_AUDITED;
                };
        return new Verdict(name, "yes", finding.actual(), finding.samples(), outcome, "");
    }
}
