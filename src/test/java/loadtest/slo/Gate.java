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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.measure.Recorder;
import loadtest.measure.RequestKey;
import loadtest.measure.Stats;
import loadtest.measure.StatusCounts;
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
    private final Supplier<StatusCounts> waba;
    private final Supplier<CompletableFuture<Map<String, Finding>>> audit;
    private final Map<Promise, Supplier<Verdict>> others;
    private volatile CompletableFuture<Map<String, Finding>> findings = new CompletableFuture<>();
    private volatile List<Verdict> verdicts = List.of();
    private volatile boolean requestsMet;
    private volatile boolean loadEnded;

    /**
     * @param waba what the dispatcher reported of WhatsApp's answers
     * @param audit starts the integrity checks on threads of their own; completes within a bounded time, with a
     *     finding for each name in {@link Slos#integrity()}
     * @param others promises that somebody else judges once the load has ended
     */
    public Gate(
            Slos slos,
            boolean gatesLatency,
            Recorder recorder,
            Supplier<StatusCounts> waba,
            Supplier<CompletableFuture<Map<String, Finding>>> audit,
            Map<Promise, Supplier<Verdict>> others) {
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
        var seen = seen();
        var rows = new ArrayList<Verdict>();
        slos.requests().stream()
                .filter(slo -> seen.containsKey(slo.request()))
                .forEach(slo -> rows.addAll(judge(slo, seen)));
        slos.budgets().forEach(budget -> rows.add(judge(budget, seen)));
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

    /** What Gatling cannot assert of its own statistics. */
    private Stream<Promise> promises() {
        var budgets = slos.budgets().stream().map(Budget::promise);
        return Stream.of(budgets, slos.integrityPromises().stream(), others.keySet().stream())
                .flatMap(promises -> promises);
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(REQUESTS), promises().map(Wording::name));
    }

    private ChainBuilder samples() {
        var requests = exec(dummy(REQUESTS, 0).withSuccess(session -> requestsMet));
        return promises()
                .map(promise -> exec(dummy(Wording.name(promise), 0).withSuccess(session -> holds(promise))))
                .reduce(requests, ChainBuilder::exec);
    }

    boolean holds(Promise promise) {
        return verdicts.stream().anyMatch(verdict -> verdict.promise().equals(promise) && !verdict.missed());
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
        var seen = seen();
        var rows = new ArrayList<Verdict>();
        slos.requests().forEach(slo -> rows.addAll(judge(slo, seen)));
        requestsMet = rows.stream().noneMatch(Verdict::missed);
        slos.budgets().forEach(budget -> rows.add(judge(budget, seen)));
        slos.integrityPromises().forEach(promise -> rows.add(integrity(promise)));
        others.values().forEach(other -> rows.add(other.get()));
        return rows;
    }

    /** Of this scenario: another may send requests of the same names. */
    private Map<RequestKey, Stats> seen() {
        return recorder.requests().stream()
                .filter(stats -> stats.key().scenario().equals(slos.scenario()))
                .collect(Collectors.toMap(Stats::key, Function.identity()));
    }

    private List<Verdict> judge(RequestSlo slo, Map<RequestKey, Stats> seen) {
        return slo.judge(Optional.ofNullable(seen.get(slo.request())), gatesLatency);
    }

    private Verdict judge(Budget budget, Map<RequestKey, Stats> seen) {
        return budget.judge(
                switch (budget.source()) {
                    case HTTP -> StatusCounts.of(seen.values());
                    case WABA -> waba.get();
                });
    }

    private Verdict integrity(Promise promise) {
        var why = findings.isDone() ? "the audit broke or took too long" : "the run did not get that far";
        return findings.getNow(Map.of())
                .getOrDefault(promise.subject(), Finding.failed(why))
                .verdict(promise);
    }
}
