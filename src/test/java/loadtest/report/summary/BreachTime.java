package loadtest.report.summary;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import loadtest.measure.StatusClass;
import loadtest.measure.Timeline;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Source;
import loadtest.slo.Statistic;

/** Finds when a promise was broken most, and what the server showed then, in words. */
record BreachTime(Summary.Observations seen) {

    /** The words to append to the actual value; empty where the time line does not show it. */
    String of(VerdictView view) {
        var promise = view.verdict().promise();
        if (seen.timeline() == null) {
            return "";
        }
        if (promise.statistic().isLatency()) {
            return column(promise, Timeline.OfRequest::p95)
                    .map(p95 -> at(p95, "; worst at ", "p95 %,d ms") + during(view))
                    .orElse("");
        }
        if (promise.statistic() == Statistic.FAILED) {
            return column(promise, Timeline.OfRequest::failed)
                    .map(failed -> at(failed, "; most failures at ", "%,d in " + width()))
                    .orElse("");
        }
        return promise.kind() == PromiseKind.BUDGET && promise.answers().source() == Source.HTTP
                ? answers(promise.answers().codes())
                : "";
    }

    /** The time spans in which a limit on the 95th percentile was reached. */
    List<TimelinePeak.Span> over(VerdictView view) {
        var promise = view.verdict().promise();
        if (seen.timeline() == null || promise.statistic() != Statistic.P95 || promise.limit() == null) {
            return List.of();
        }
        return column(promise, Timeline.OfRequest::p95)
                .map(p95 -> TimelinePeak.over(
                        p95, promise.limit().value(), seen.timeline().secondsPerPoint()))
                .orElse(List.of());
    }

    private Optional<List<Long>> column(Promise promise, Function<Timeline.OfRequest, List<Long>> column) {
        return seen.timeline().byRequest().stream()
                .filter(request -> request.name().equals(promise.subject()))
                .findFirst()
                .map(column);
    }

    private String answers(List<String> codes) {
        var first = StatusClass.of(codes.get(0));
        var column = seen.timeline().classes().getOrDefault(first, List.of());
        return at(column, "; most " + first + " answers at ", "%,d in " + width());
    }

    private String width() {
        var seconds = seen.timeline().secondsPerPoint();
        return seconds == 1 ? "a second" : seconds + " s";
    }

    private String at(List<Long> column, String lead, String format) {
        var worst = TimelinePeak.of(column);
        if (worst.isEmpty()) {
            return "";
        }
        var entry = worst.getAsInt();
        var server = TimelinePeak.server(seen.resources(), seen.timeline(), entry);
        return lead + TimelinePeak.when(seen.timeline(), entry) + ", "
                + String.format(Locale.ROOT, format, column.get(entry))
                + (server.isEmpty() ? "" : ", while the server showed " + server);
    }

    private String during(VerdictView view) {
        var spans = over(view);
        if (spans.isEmpty()) {
            return "";
        }
        var seconds = spans.stream().mapToLong(TimelinePeak.Span::seconds).sum();
        return "; at or over the limit for " + seconds + " s between "
                + TimeWords.elapsed(spans.get(0).from()) + " and "
                + TimeWords.elapsed(spans.get(spans.size() - 1).to());
    }
}
