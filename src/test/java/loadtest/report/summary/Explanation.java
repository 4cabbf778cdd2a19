package loadtest.report.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.measure.Timeline;
import loadtest.report.text.VerdictTable;
import loadtest.slo.Verdict;

/**
 * Why a run came out as it did, in sentences a reviewer can check: what, by how much, when, and what the server showed.
 *
 * @param headline one sentence
 * @param sentences what it rests on, most important first
 * @param margins one for each verdict, in their order; null where a verdict has none
 * @param over when requests were over latency limits that were missed
 */
public record Explanation(String headline, List<String> sentences, List<Margin> margins, List<Worst.Span> over) {
    private static final Pattern CODES = Pattern.compile("HTTP.*?\\b([1-5])(?:\\d\\d|xx)\\b.*");

    public static Explanation of(Summary summary) {
        var sentences = new ArrayList<String>();
        var ofVerdicts = VerdictTable.reasons(summary.verdicts());
        summary.reasons().stream()
                .filter(reason -> !reason.isBlank() && !ofVerdicts.contains(reason))
                .map(Explanation::sentence)
                .forEach(sentences::add);
        missed(summary).map(verdict -> sentence(broken(summary, verdict))).forEach(sentences::add);
        closest(summary).ifPresent(sentences::add);
        printed(summary).ifPresent(sentences::add);
        notAudited(summary).ifPresent(sentences::add);
        return new Explanation(
                headline(summary),
                sentences,
                summary.verdicts().stream()
                        .map(verdict -> Margin.of(verdict).orElse(null))
                        .toList(),
                missed(summary)
                        .flatMap(verdict -> over(summary, verdict).stream())
                        .distinct()
                        .toList());
    }

    private static Stream<Verdict> missed(Summary summary) {
        return summary.verdicts().stream().filter(Verdict::missed);
    }

    private static String headline(Summary summary) {
        var all = summary.verdicts().size();
        var missed = missed(summary).count();
        var met = count(summary, Verdict.Outcome.MET);
        if (summary.outcome() == null) {
            return "The run goes on; this is what has been seen so far.";
        }
        if (summary.outcome() == Summary.Outcome.INTERRUPTED) {
            return "The run was ended before its verdicts; what follows is what had been seen by then.";
        }
        if (summary.outcome() == Summary.Outcome.INVALID) {
            return "The load was not the load that was planned, so this run proves nothing about the target.";
        }
        if (summary.outcome() == Summary.Outcome.FAILED) {
            return missed == 0
                    ? "The run does not count as passed."
                    : missed + " of " + all + " promises" + (missed == 1 ? " was" : " were") + " broken.";
        }
        return met == all
                ? "Every promise was kept (" + all + ")."
                : "No promise was broken: " + met + " of " + all + " decided and kept.";
    }

    private static long count(Summary summary, Verdict.Outcome outcome) {
        return summary.verdicts().stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .count();
    }

    private static String broken(Summary summary, Verdict verdict) {
        return figures(verdict) + when(summary, verdict);
    }

    /** {@code POST /redeem p95 612 ms, limit < 500 ms, 22 % over (few samples)}. */
    private static String figures(Verdict verdict) {
        var words = new StringBuilder(verdict.name());
        var said = verdict.name().endsWith(verdict.limit()) || verdict.limit().equals("yes");
        words.append(said ? ": " : " ").append(verdict.actual());
        if (!said && !verdict.limit().equals("-")) {
            words.append(", limit ").append(verdict.limit());
        }
        Margin.of(verdict)
                .filter(margin -> !verdict.missed() || margin.over())
                .filter(margin -> margin.usedPercent() != null)
                .ifPresent(margin -> words.append(", ").append(margin.words()));
        return words.append(verdict.note().isEmpty() ? "" : " (" + verdict.note() + ")")
                .toString();
    }

    private static String when(Summary summary, Verdict verdict) {
        var timeline = summary.timeline();
        if (timeline == null) {
            return "";
        }
        var name = verdict.name();
        var codes = CODES.matcher(name);
        if (name.endsWith(" p95") || name.endsWith(" mean")) {
            var column = request(timeline, name).map(Timeline.OfRequest::p95);
            return column.map(p95 -> at(summary, p95, "; worst at ", "p95 %,d ms") + during(summary, verdict))
                    .orElse("");
        }
        if (name.endsWith(" failed")) {
            var column = request(timeline, name).map(Timeline.OfRequest::failed);
            return column.map(failed -> at(summary, failed, "; most failures at ", "%,d in " + width(timeline)))
                    .orElse("");
        }
        return codes.matches()
                ? at(
                        summary,
                        timeline.classes().getOrDefault(codes.group(1) + "xx", List.of()),
                        "; most " + codes.group(1) + "xx answers at ",
                        "%,d in " + width(timeline))
                : "";
    }

    private static String width(Timeline timeline) {
        return timeline.secondsPerPoint() == 1 ? "a second" : timeline.secondsPerPoint() + " s";
    }

    private static Optional<Timeline.OfRequest> request(Timeline timeline, String promise) {
        var name = promise.substring(0, promise.lastIndexOf(' '));
        return timeline.byRequest().stream()
                .filter(request -> request.name().equals(name))
                .findFirst();
    }

    private static String at(Summary summary, List<Long> column, String lead, String format) {
        var worst = Worst.of(column);
        if (worst.isEmpty()) {
            return "";
        }
        var entry = worst.getAsInt();
        var server = Worst.server(summary.resources(), summary.timeline(), entry);
        return lead + Worst.when(summary.timeline(), entry) + ", "
                + String.format(Locale.ROOT, format, column.get(entry))
                + (server.isEmpty() ? "" : ", while the server showed " + server);
    }

    private static String during(Summary summary, Verdict verdict) {
        var spans = over(summary, verdict);
        if (spans.isEmpty()) {
            return "";
        }
        var seconds = spans.stream().mapToLong(Worst.Span::seconds).sum();
        return "; at or over the limit for " + seconds + " s between "
                + Worst.elapsed(spans.get(0).from()) + " and "
                + Worst.elapsed(spans.get(spans.size() - 1).to());
    }

    private static List<Worst.Span> over(Summary summary, Verdict verdict) {
        var timeline = summary.timeline();
        if (timeline == null || !verdict.name().endsWith(" p95")) {
            return List.of();
        }
        var margin = Margin.of(verdict);
        var column = request(timeline, verdict.name()).map(Timeline.OfRequest::p95);
        return margin.isEmpty() || column.isEmpty()
                ? List.of()
                : Worst.over(column.get(), margin.get().limit(), timeline.secondsPerPoint());
    }

    private static Optional<String> closest(Summary summary) {
        return summary.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.MET)
                .filter(verdict -> used(verdict) > 0)
                .max(Comparator.comparingDouble(Explanation::used))
                .map(verdict -> sentence((summary.outcome() == Summary.Outcome.INTERRUPTED
                                ? "Kept so far, and closest to its limit: "
                                : "Kept, and closest to its limit: ")
                        + figures(verdict)));
    }

    private static double used(Verdict verdict) {
        return Margin.of(verdict).map(Margin::usedPercent).orElse(0.0);
    }

    private static Optional<String> printed(Summary summary) {
        return said(
                "Over its limit, but only printed under this profile: ",
                summary.verdicts().stream()
                        .filter(verdict -> verdict.outcome() == Verdict.Outcome.PRINTED && used(verdict) >= 100)
                        .map(Explanation::figures));
    }

    private static Optional<String> notAudited(Summary summary) {
        return said(
                "Not audited, and so not decided: ",
                summary.verdicts().stream()
                        .filter(verdict -> verdict.outcome() == Verdict.Outcome.NOT_AUDITED)
                        .map(Verdict::name));
    }

    private static Optional<String> said(String lead, Stream<String> what) {
        var all = what.toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(sentence(lead + String.join("; ", all)));
    }

    private static String sentence(String text) {
        var first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.matches("(?s).*[.!?]") ? first : first + ".";
    }
}
