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
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import loadtest.measure.Recorder;
import loadtest.measure.RequestKey;
import loadtest.measure.StatusCounts;
import loadtest.settings.Failure;

/**
 * Decides whether a run passes. Latency, mean and failures are Gatling's own assertions. What Gatling cannot express
 * becomes one sample each in the group {@value Recorder#VERDICT}, sent by one user when the load has ended: where the
 * load never ends properly there is no such sample, and its assertion fails.
 */
public final class Gate {
    private static final String SCENARIO = "verdicts";
    private static final String REQUESTS = "every promise of a request kept";

    private final Slos slos;
    private final boolean gatesLatency;
    private final Judge judge;
    private final Recorder recorder;
    private final Supplier<CompletableFuture<Map<String, Finding>>> audit;
    private final Map<Promise, Supplier<Verdict>> others;
    private final Judgement judgement;
    private volatile CompletableFuture<Map<String, Finding>> findings = new CompletableFuture<>();
    private volatile List<Verdict> verdicts = List.of();
    private volatile boolean loadEnded;

    /**
     * @param waba supplies WhatsApp's answers by code, as the dispatcher reports them
     * @param audit starts the integrity checks on threads of their own; completes within a bounded time, with a
     *     finding for each name in {@link Slos#integrity()}
     * @param others further promises, each with what judges it once the load has ended
     */
    public Gate(
            Slos slos,
            boolean gatesLatency,
            Judge judge,
            Recorder recorder,
            Supplier<StatusCounts> waba,
            Supplier<CompletableFuture<Map<String, Finding>>> audit,
            Map<Promise, Supplier<Verdict>> others) {
        this.slos = slos;
        this.gatesLatency = gatesLatency;
        this.judge = judge;
        this.recorder = recorder;
        this.audit = audit;
        this.others = others;
        this.judgement = new Judgement(slos, gatesLatency, judge, recorder, waba, others);
    }

    /** What must hold for Gatling to exit with 0. */
    public List<Assertion> assertions() {
        var assertions = new ArrayList<Assertion>();
        if (judge.assertsRequests()) {
            slos.requests().forEach(slo -> assertions.addAll(slo.assertions(gatesLatency)));
        }
        names().forEach(name -> assertions.add(
                details(Recorder.VERDICT, name).failedRequests().count().is(0L)));
        return assertions;
    }

    /** The virtual user who judges the run; it is injected after the load. */
    public ScenarioBuilder scenario() {
        var name = RequestKey.path(slos.group(), SCENARIO);
        // The engine records this user's start after all earlier samples: once it is recorded, they all are.
        return CoreDsl.scenario(name)
                .exec(asLongAs(session -> recorder.users(name).started() == 0).on(pause(Duration.ofMillis(20))))
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

    /** A verdict for every promise. While the load goes on, the audits have no finding yet. */
    public List<Verdict> verdicts() {
        return verdicts.isEmpty() ? judgement.all(findings) : verdicts;
    }

    /** The verdicts while the load goes on: on the requests sent so far, and on budgets. */
    public List<Verdict> verdictsSoFar() {
        return judgement.soFar();
    }

    /** Whether the load has ended; the verdicts follow soon. */
    public boolean loadEnded() {
        return loadEnded;
    }

    /** Runs the audits of a run that was aborted or interrupted, so that its evidence is complete. May block. */
    public void auditIncompleteRun() {
        if (!findings.isDone()) {
            findings = audit.get();
            findings.join();
        }
    }

    /** Whether the run has reached its verdicts. */
    public boolean reached() {
        return !verdicts.isEmpty();
    }

    /** The promises that Gatling cannot assert on its own statistics. */
    private Stream<Promise> promises() {
        var budgets = slos.budgets().stream().map(Budget::promise);
        return Stream.of(budgets, slos.integrityPromises().stream(), others.keySet().stream())
                .flatMap(promises -> promises)
                .map(promise -> promise.within(slos.group()));
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(requests()), promises().map(Wording::name));
    }

    private String requests() {
        return RequestKey.path(slos.group(), REQUESTS);
    }

    private ChainBuilder samples() {
        var requests = exec(dummy(requests(), 0).withSuccess(session -> requestsHold()));
        return promises()
                .map(promise -> exec(dummy(Wording.name(promise), 0).withSuccess(session -> holds(promise))))
                .reduce(requests, ChainBuilder::exec);
    }

    private boolean requestsHold() {
        return reached()
                && verdicts.stream()
                        .noneMatch(
                                verdict -> verdict.missed() && verdict.promise().kind() == PromiseKind.REQUEST);
    }

    boolean holds(Promise promise) {
        return verdicts.stream().anyMatch(verdict -> verdict.promise().equals(promise) && !verdict.missed());
    }

    /** Judges the run. It never throws, since that would crash the engine; a run without verdicts fails. */
    void conclude() {
        try {
            verdicts = judgement.all(findings);
        } catch (Throwable e) {
            System.out.println("the run cannot be judged: " + Failure.line(e));
        }
    }
}
