package loadtest.report.page;

import static loadtest.report.summary.Html.escaped;

import java.util.Locale;
import java.util.stream.Collectors;
import loadtest.report.summary.FailureSummary;
import loadtest.report.summary.Summary;
import loadtest.report.summary.Trace;

/** What failed, in the part of a page that needs no JavaScript. */
final class FailedPart {
    private FailedPart() {}

    static String of(Summary summary) {
        var failed = summary.observations().failed();
        return failed.isEmpty()
                ? ""
                : "<h2>What failed</h2>\n"
                        + failed.stream().map(FailedPart::failure).collect(Collectors.joining("\n"));
    }

    private static String failure(FailureSummary failure) {
        return String.format(
                Locale.ROOT,
                "<h3>%s: %,d × %s</h3>\n<ul>\n%s\n</ul>",
                escaped(failure.request()),
                failure.count(),
                escaped(failure.words()),
                failure.samples().stream().map(FailedPart::sample).collect(Collectors.joining("\n")));
    }

    private static String sample(FailureSummary.Failed sample) {
        var fixture = sample.fixture().entrySet().stream()
                .map(entry -> ", " + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "<li>%s, %,d ms, %s%s%s%s</li>",
                escaped(sample.time()),
                sample.millis(),
                sample.code() == null ? "no answer" : "status " + sample.code(),
                sample.trace() == null ? "" : ", request " + trace(sample.trace()),
                escaped(fixture),
                sample.answer().isEmpty() ? "" : ": <code>" + escaped(sample.answer()) + "</code>");
    }

    /** A link that is none of the web is no link, whoever wrote the summary. */
    private static String trace(Trace trace) {
        var id = escaped(trace.id());
        var linked = trace.link() != null && trace.link().matches("(?i)https?://.*")
                ? "<a href=\"" + escaped(trace.link()) + "\">" + id + "</a>"
                : id;
        return trace.answerId() == null ? linked : linked + " (" + escaped(trace.answerId()) + ")";
    }
}
