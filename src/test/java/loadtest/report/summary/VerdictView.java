package loadtest.report.summary;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loadtest.slo.Observation;
import loadtest.slo.PromiseKind;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * A verdict in words, for every renderer: console, Markdown, XML and HTML only lay it out and escape it.
 *
 * @param margin empty where the promise has no number, or nothing was measured
 */
public record VerdictView(Verdict verdict, Optional<Margin> margin) {

    public static VerdictView of(Verdict verdict) {
        return new VerdictView(verdict, Margin.of(verdict));
    }

    public static List<VerdictView> all(List<Verdict> verdicts) {
        return verdicts.stream().map(VerdictView::of).toList();
    }

    /** The broken promise that is furthest beyond its limit, where any is too much; empty where none is broken. */
    public static Optional<VerdictView> worst(List<VerdictView> views) {
        return views.stream()
                .filter(view -> view.verdict().missed())
                .max(Comparator.comparingDouble(VerdictView::beyond));
    }

    /** The promise that decides, was kept, and has used most of its limit; empty where none has used any. */
    public static Optional<VerdictView> nearest(List<VerdictView> views) {
        return views.stream()
                .filter(view -> view.verdict().outcome() == VerdictOutcome.MET && view.used() > 0)
                .max(Comparator.comparingDouble(VerdictView::used));
    }

    /** The reasons that verdicts give for a failure: one sentence for each missed promise. */
    public static List<String> reasons(List<Verdict> verdicts) {
        return all(verdicts).stream()
                .filter(view -> view.verdict().missed())
                .map(VerdictView::reason)
                .toList();
    }

    /** The cells of a table's row: mark, promise, limit, actual, samples, note. */
    public List<String> cells() {
        return List.of(
                mark(),
                verdict.name(),
                verdict.limit(),
                verdict.actual(),
                String.valueOf(verdict.samples()),
                verdict.note());
    }

    /** The outcome in words; one that fails the run is in capitals. */
    public String mark() {
        return switch (verdict.outcome()) {
            case MET -> "met";
            case MISSED -> "MISSED";
            case PRINTED -> "info";
            case NOT_AUDITED -> "not audited";
        };
    }

    /** Such as {@code POST /redeem p95 is 612 ms, limit < 500 ms (few samples)}. */
    String reason() {
        var is = verdict.seen() instanceof Observation.Unaudited ? " " : " is ";
        return verdict.name() + is + verdict.actual() + (nameSaysLimit() ? "" : ", limit " + verdict.limit()) + note();
    }

    /** Such as {@code POST /redeem p95 612 ms, limit < 500 ms, 22 % over (few samples)}. */
    public String figures() {
        var words = new StringBuilder(verdict.name());
        words.append(nameSaysLimit() ? ": " : " ").append(verdict.actual());
        if (!nameSaysLimit() && verdict.promise().limit() != null) {
            words.append(", limit ").append(verdict.limit());
        }
        margin.filter(found -> !verdict.missed() || found.over())
                .filter(found -> found.usedPercent() != null)
                .ifPresent(found -> words.append(", ").append(found.words()));
        return words.append(note()).toString();
    }

    /** The promise with its limit; the name of a budget contains both. */
    public String promised() {
        return verdict.promise().kind() == PromiseKind.BUDGET
                ? verdict.name()
                : verdict.name() + ": " + verdict.limit();
    }

    /** The actual value in percent of the limit; 0 where there is no such value. */
    public double used() {
        return margin.map(Margin::usedPercent).orElse(0.0);
    }

    /** Whether the actual value is on the wrong side of the limit. */
    public boolean over() {
        return margin.filter(Margin::over).isPresent();
    }

    /** The same, and infinitely much where none is allowed and there was one, or where it has no number and is broken. */
    public double beyond() {
        return margin.filter(found -> found.usedPercent() != null || !found.over())
                .map(found -> used())
                .orElse(verdict.missed() || margin.isPresent() ? Double.POSITIVE_INFINITY : 0);
    }

    /** Whether the promise limits response times. */
    public boolean limitsLatency() {
        return verdict.promise().statistic().isLatency() && verdict.promise().limit() != null;
    }

    /** Whether the promise is that the target keeps up with the load. */
    public boolean limitsThroughput() {
        return verdict.promise().kind() == PromiseKind.THROUGHPUT;
    }

    /** Whether the limit is not to be repeated: the name of a budget contains it, and a promise without a number has none. */
    public boolean nameSaysLimit() {
        return verdict.promise().kind() == PromiseKind.BUDGET
                || verdict.promise().statistic() == Statistic.KEPT;
    }

    private String note() {
        return verdict.note().isEmpty() ? "" : " (" + verdict.note() + ")";
    }
}
