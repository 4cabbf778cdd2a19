package loadtest.report.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import loadtest.report.history.Facts;
import loadtest.report.history.PastRun;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * What is known of one scenario's readiness.
 *
 * @param run the newest that counts; empty where there is none
 * @param rehearsal one that is newer; empty where there is none
 * @param silent one that is newer and left no verdict, so that its profile and target are unknown; empty where there is none
 */
public record ReadinessEntry(
        String scenario, Optional<PastRun> run, Optional<PastRun> rehearsal, Optional<PastRun> silent) {
    /** Between runs of one night lies less. */
    private static final Duration ONE_NIGHT = Duration.ofHours(24);

    /** Whether the newest run that counts kept all its promises. */
    public boolean ready() {
        return facts().filter(seen -> seen.outcome() == RunOutcome.PASSED).isPresent();
    }

    /** Why the scenario is not ready, in one line. */
    public String why() {
        if (facts().isEmpty()) {
            return rehearsal.isPresent() ? "only a rehearsal, no run that counts" : "no run of it";
        }
        var reason = reason().orElse("");
        return facts().get().outcome() == RunOutcome.FAILED && !reason.isEmpty()
                ? reason
                : outcome() + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** The first of the run's reasons; empty where it gives none. */
    Optional<String> reason() {
        var reasons = facts().map(Facts::reasons).orElse(List.of());
        var more = reasons.size() < 2 ? "" : ", and " + (reasons.size() - 1) + " more";
        return reasons.stream().findFirst().map(first -> first + more);
    }

    String outcome() {
        return facts().map(seen -> seen.outcome().name()).orElse("NO RUN");
    }

    Optional<Facts> facts() {
        return run.flatMap(PastRun::facts);
    }

    /**
     * What a reader must know before relying on the run.
     *
     * @param newest the newest of the report's runs
     */
    List<String> risks(PastRun newest) {
        var risks = new ArrayList<String>();
        facts().ifPresent(seen -> {
            latencyUndecided(seen).ifPresent(risks::add);
            notAudited(seen).ifPresent(risks::add);
            fewSamples(seen).ifPresent(risks::add);
            older(newest).ifPresent(risks::add);
            otherVersion(seen, newest).ifPresent(risks::add);
        });
        silent.ifPresent(since -> risks.add("a run of " + day(since.started()) + " is newer: " + since.problem()));
        rehearsal.ifPresent(since -> risks.add("a rehearsal of " + day(since.started()) + " is newer and left out"));
        return risks;
    }

    /** Whether no response time decides under this profile, which is made for a laptop. */
    static boolean undecided(Facts seen) {
        var limits = latencies(seen);
        return !limits.isEmpty() && limits.stream().allMatch(verdict -> verdict.outcome() == VerdictOutcome.PRINTED);
    }

    private static Optional<String> latencyUndecided(Facts seen) {
        return undecided(seen)
                ? Optional.of("laptop profile: response times do not decide under " + seen.profile())
                : Optional.empty();
    }

    private static Optional<String> notAudited(Facts seen) {
        var names = seen.verdicts().stream()
                .filter(verdict -> verdict.outcome() == VerdictOutcome.NOT_AUDITED)
                .map(Verdict::name)
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of("not audited: " + String.join(", ", names));
    }

    private static Optional<String> fewSamples(Facts seen) {
        return latencies(seen).stream()
                .filter(verdict -> verdict.samples() < Verdict.FEW_SAMPLES)
                .min(Comparator.comparingLong(Verdict::samples))
                .map(least -> "few samples: " + least.samples() + " for " + least.name());
    }

    private Optional<String> older(PastRun newest) {
        var age = Duration.between(run.orElseThrow().started(), newest.started());
        return age.compareTo(ONE_NIGHT) > 0
                ? Optional.of(age.toDays() + (age.toDays() == 1 ? " day" : " days") + " older than the newest run")
                : Optional.empty();
    }

    private static Optional<String> otherVersion(Facts seen, PastRun newest) {
        var latest = newest.facts().map(Facts::targetVersion).orElse(null);
        return latest == null || Objects.equals(latest, seen.targetVersion())
                ? Optional.empty()
                : Optional.of("the target's version was "
                        + (seen.targetVersion() == null ? "not said" : seen.targetVersion()) + ", not " + latest);
    }

    private static List<Verdict> latencies(Facts seen) {
        return VerdictView.all(seen.verdicts()).stream()
                .filter(VerdictView::limitsLatency)
                .map(VerdictView::verdict)
                .toList();
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }
}
