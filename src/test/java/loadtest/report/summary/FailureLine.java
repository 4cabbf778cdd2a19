package loadtest.report.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.settings.Markdown;
import loadtest.slo.Promise;
import loadtest.slo.Statistic;

/**
 * A failure in one line, such as {@code POST /redeem: 4 × 502 where 200 or 201 was expected, first at 00:04 (17:12:01
 * UTC), request 20300131T171200-3fa9c2-17}.
 *
 * @param link to where the reader's logs show the first of them; empty where none is set
 */
public record FailureLine(String words, Optional<String> link) {

    /** The failures of a run, in their order. */
    public static List<FailureLine> of(Summary summary) {
        return summary.observations().failed().stream()
                .map(failure -> of(failure, summary))
                .toList();
    }

    /** What failed of the request whose failures a promise limits, a line each; empty of any other promise. */
    public static String under(Summary summary, Promise promise) {
        return summary.observations().failed().stream()
                .filter(failure -> promise.statistic() == Statistic.FAILED
                        && failure.request().equals(promise.subject()))
                .map(failure -> "\n" + of(failure, summary).withLink())
                .collect(Collectors.joining());
    }

    private static FailureLine of(FailureSummary failure, Summary summary) {
        var first = failure.samples().get(0);
        var trace = Optional.ofNullable(first.trace());
        var words = failure.request() + ": " + failure.count() + " × " + failure.words() + ", first at "
                + when(first, summary)
                + trace.map(found -> ", request " + found.id()).orElse("");
        return new FailureLine(words, trace.map(Trace::link));
    }

    private static String when(FailureSummary.Failed failed, Summary summary) {
        var timeline = summary.observations().timeline();
        if (timeline == null) {
            return failed.time();
        }
        var start = Instant.parse(timeline.start());
        return TimeWords.moment(
                start,
                Math.max(
                        0, Duration.between(start, Instant.parse(failed.time())).toSeconds()));
    }

    /** The same as an item of a list in GitHub's Markdown. */
    public String markdown() {
        return "- " + Markdown.rendered(words)
                + link.map(url -> " [log](<" + url + ">)").orElse("");
    }

    /** The line with its link behind it. */
    public String withLink() {
        return words + link.map(url -> " " + url).orElse("");
    }
}
