package loadtest.report.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * Explains the outcome of a run in sentences that a reviewer can check: which promise, by how much, when, and what the
 * server showed.
 *
 * @param headline one sentence
 * @param sentences the grounds, most important first
 * @param margins one for each verdict, in their order; null where a verdict has none
 * @param over the time spans in which missed latency limits were reached
 */
public record Explanation(String headline, List<String> sentences, List<Margin> margins, List<TimelinePeak.Span> over) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+_\\w+");

    public static Explanation of(Summary summary) {
        var views = VerdictView.all(summary.verdicts());
        var missed = views.stream().filter(view -> view.verdict().missed()).toList();
        var when = new BreachTime(summary.observations());
        var sentences = new ArrayList<String>();
        summary.result().otherReasons().stream()
                .filter(reason -> !reason.isBlank())
                .map(Explanation::sentence)
                .forEach(sentences::add);
        missed.forEach(view -> sentences.add(sentence(view.figures() + when.of(view))));
        closest(summary, views).ifPresent(sentences::add);
        informing("Over", false, views).ifPresent(sentences::add);
        informing("Short of", true, views).ifPresent(sentences::add);
        notAudited(views).ifPresent(sentences::add);
        return new Explanation(
                headline(summary),
                sentences,
                views.stream().map(view -> view.margin().orElse(null)).toList(),
                missed.stream()
                        .flatMap(view -> when.over(view).stream())
                        .distinct()
                        .toList());
    }

    private static String headline(Summary summary) {
        return summary.rehearsed()
                ? "A rehearsal: the stand-in went wrong on purpose ("
                        + String.join(", ", summary.conditions().rehearsal()) + "). " + outcome(summary)
                : outcome(summary);
    }

    private static String outcome(Summary summary) {
        var missed = count(summary, VerdictOutcome.MISSED);
        var deciding = missed + count(summary, VerdictOutcome.MET);
        if (summary.result().outcome() == null) {
            return "The run goes on; this is what has been seen so far.";
        }
        return switch (summary.result().outcome()) {
            case INTERRUPTED -> "The run was ended before its verdicts; what follows is what had been seen by then.";
            case NOT_RUN -> "The run did not happen: no load was sent.";
            case INVALID -> "The load was not the load that was planned, so this run proves nothing about the target.";
            case FAILED ->
                missed == 0
                        ? "The run does not count as passed."
                        : missed + " of " + promises(deciding) + (missed == 1 ? " was" : " were") + " broken.";
            case RECORDED ->
                "Run " + summary.identity().group() + ": share "
                        + summary.identity().share() + " " + RunOutcome.IS_RECORDED + ".";
            case PASSED -> kept(deciding) + others(summary) + ".";
        };
    }

    private static String kept(long deciding) {
        return switch ((int) deciding) {
            case 0 -> "No promise decided";
            case 1 -> "The one deciding promise was kept";
            default -> "All " + promises(deciding) + " were kept";
        };
    }

    private static String promises(long deciding) {
        return deciding + " deciding promise" + (deciding == 1 ? "" : "s");
    }

    /** What did not decide, so that the numbers of a page add up. */
    private static String others(Summary summary) {
        var informing = count(summary, VerdictOutcome.PRINTED);
        var notAudited = count(summary, VerdictOutcome.NOT_AUDITED);
        return (informing == 0 ? "" : ", " + informing + " shown for information")
                + (notAudited == 0 ? "" : ", " + notAudited + " not audited");
    }

    private static long count(Summary summary, VerdictOutcome outcome) {
        return summary.verdicts().stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .count();
    }

    private static Optional<String> closest(Summary summary, List<VerdictView> views) {
        var outcome = summary.result().outcome(); // null while the run goes on
        var lead = outcome == null || outcome == RunOutcome.INTERRUPTED
                ? "Kept so far, and closest to its limit: "
                : "Kept, and closest to its limit: ";
        return VerdictView.nearest(views).map(view -> sentence(lead + view.figures()));
    }

    private static Optional<String> informing(String where, boolean lower, List<VerdictView> views) {
        return joined(
                where + " its limit, but only for information under this profile: ",
                views.stream()
                        .filter(view -> view.verdict().outcome() == VerdictOutcome.PRINTED)
                        .filter(view -> view.margin()
                                .filter(found -> found.lower() == lower)
                                .filter(found -> lower ? found.over() : view.used() >= 100)
                                .isPresent())
                        .map(VerdictView::figures));
    }

    private static Optional<String> notAudited(List<VerdictView> views) {
        return joined(
                "Not audited, and so not decided: ",
                views.stream()
                        .map(VerdictView::verdict)
                        .filter(verdict -> verdict.outcome() == VerdictOutcome.NOT_AUDITED)
                        .map(Verdict::name));
    }

    private static Optional<String> joined(String lead, Stream<String> what) {
        var all = what.toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(sentence(lead + String.join("; ", all)));
    }

    /** Begins with a capital letter, unless that would change the id of a scenario. */
    private static String sentence(String text) {
        var first =
                ID.matcher(text).lookingAt() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.matches("(?s).*[.!?]") ? first : first + ".";
    }
}
