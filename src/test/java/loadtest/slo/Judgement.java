package loadtest.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import loadtest.measure.Recorder;
import loadtest.measure.RequestKey;
import loadtest.measure.Stats;
import loadtest.measure.StatusCounts;

/**
 * The verdicts on what a run has seen.
 *
 * @param waba supplies WhatsApp's answers by code
 * @param others further promises, each with what judges it
 */
record Judgement(
        Slos slos,
        boolean gatesLatency,
        Judge judge,
        Recorder recorder,
        Supplier<StatusCounts> waba,
        Map<Promise, Supplier<Verdict>> others) {

    /** The verdicts while the load goes on: on the requests sent so far, and on budgets. */
    List<Verdict> soFar() {
        var seen = seen();
        var rows = new ArrayList<Verdict>();
        slos.requests().stream()
                .filter(slo -> seen.containsKey(slo.request()))
                .forEach(slo -> rows.addAll(judge(slo, seen)));
        slos.budgets().forEach(budget -> rows.add(judge(budget, seen)));
        return judged(rows);
    }

    /** A verdict for every promise; that of an audit without a finding says why there is none. */
    List<Verdict> all(CompletableFuture<Map<String, Finding>> findings) {
        var seen = seen();
        var rows = new ArrayList<Verdict>();
        slos.requests().forEach(slo -> rows.addAll(judge(slo, seen)));
        slos.budgets().forEach(budget -> rows.add(judge(budget, seen)));
        slos.integrityPromises().forEach(promise -> rows.add(integrity(promise, findings)));
        others.values().forEach(other -> rows.add(other.get()));
        return judged(rows);
    }

    /** The statistics of this scenario's requests; another scenario may use the same names. */
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
                    default -> waba.get();
                });
    }

    private Verdict integrity(Promise promise, CompletableFuture<Map<String, Finding>> findings) {
        var why = findings.isDone() ? "the audit broke or took too long" : "the run did not get that far";
        return findings.getNow(Map.of())
                .getOrDefault(promise.subject(), judge.without(why))
                .verdict(promise);
    }

    /** What the verdicts are to this run, named as its report names them. */
    private List<Verdict> judged(List<Verdict> rows) {
        return rows.stream()
                .map(judge::judged)
                .map(row -> row.within(slos.group()))
                .toList();
    }
}
