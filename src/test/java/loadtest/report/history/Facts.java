package loadtest.report.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Capacity;
import loadtest.slo.Verdict;

/**
 * The small part of a run's {@link Summary} that the list of runs and a comparison need, read without the rest. Lists
 * are never null, and every request has all its figures.
 *
 * @param judged whether every promise was judged; false where the file does not say
 * @param standIn false where the file does not say
 * @param rehearsal what went wrong on purpose, by name; empty in a run that is no rehearsal
 * @param targetVersion what the target called itself; null where it did not say
 * @param started ISO-8601 in UTC
 * @param invocation the name of the one that ran it and others; null where the file does not say
 * @param share which of several machines it was; null of a run that is whole
 * @param overall null where nothing was sent
 */
public record Facts(
        String scenario,
        String profile,
        RunOutcome outcome,
        boolean judged,
        List<String> reasons,
        List<String> target,
        boolean standIn,
        List<String> rehearsal,
        String targetVersion,
        String started,
        String ended,
        String invocation,
        String share,
        FactsSuite suite,
        PlannedLoad load,
        List<Figures> requests,
        Figures overall,
        List<Verdict> verdicts) {
    /** The suite that ran: the commit that was checked out; null where it is unknown. */
    public record FactsSuite(String commit) {}

    /** The load, as the scenario's file states it. */
    public record PlannedLoad(List<String> steps) {
        public PlannedLoad {
            steps = listed(steps);
        }
    }

    /** The figures of one request: milliseconds, and samples per second. */
    public record Figures(String name, long count, long ko, double rate, long p50, long p95, long p99) {
        public Figures {
            Objects.requireNonNull(name, "name");
            var samples = ko >= 0 && ko <= count;
            var times = 0 <= p50 && p50 <= p95 && p95 <= p99;
            if (!samples || !times || !(rate >= 0 && Double.isFinite(rate))) {
                throw new IllegalArgumentException("figures that no run has");
            }
        }

        public double failedPercent() {
            return count == 0 ? 0 : 100.0 * ko / count;
        }
    }

    public Facts {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(outcome, "outcome");
        reasons = listed(reasons);
        target = listed(target);
        rehearsal = listed(rehearsal);
        suite = suite == null ? new FactsSuite(null) : suite;
        requests = requests == null ? List.of() : List.copyOf(requests);
        verdicts = listed(verdicts);
        load = load == null ? new PlannedLoad(List.of()) : load;
    }

    /** Whether the run reached its verdicts, passed or failed. */
    public boolean complete() {
        return judged && outcome != RunOutcome.INTERRUPTED && outcome != RunOutcome.INVALID;
    }

    /** Whether it is the part of one machine: only the merge of all counts. */
    public boolean isPart() {
        return share != null;
    }

    /** Whether the target went wrong on purpose. */
    public boolean rehearsed() {
        return !rehearsal.isEmpty();
    }

    /** The outcome in words, for titles. */
    public String outcomeInWords() {
        return outcome + (rehearsed() ? " (rehearsal)" : "");
    }

    /** Whether the figures are the target's own: those of a run that came to its verdicts and is no rehearsal. */
    public boolean comparable() {
        return unfit().isEmpty();
    }

    /** Why the figures are not the target's own, in words; empty where they are. */
    List<String> unfit() {
        var why = new ArrayList<String>();
        if (!complete()) {
            why.add("did not come to its verdicts");
        }
        if (isPart()) {
            why.add("is the part of one machine (share " + share + ")");
        }
        if (rehearsed()) {
            why.add("is a rehearsal (" + String.join(", ", rehearsal) + ")");
        }
        return why;
    }

    /** The target in words. */
    public String where() {
        return standIn ? "the stand-in" : String.join(", ", target);
    }

    /** Which versions of the target runs were against, as far as it has said so, in their order. */
    static String versions(List<Facts> runs) {
        var versions = runs.stream()
                .map(Facts::targetVersion)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return versions.isEmpty() ? "" : ", target version " + String.join(", ", versions);
    }

    /** The same with its version, where that is known. */
    public String whereInWhichVersion() {
        return where() + (targetVersion == null ? "" : ", version " + targetVersion);
    }

    /** The latency promise that used most of its limit; empty where there is none. */
    public Optional<VerdictView> tightest() {
        return VerdictView.all(verdicts).stream()
                .filter(VerdictView::limitsLatency)
                .filter(view -> view.margin().isPresent())
                .max(Comparator.comparingDouble(VerdictView::used));
    }

    /** What a climb has shown; empty for any other load. */
    public Optional<Capacity> capacity() {
        return verdicts.stream()
                .map(Verdict::seen)
                .flatMap(seen -> seen instanceof Capacity capacity ? Stream.of(capacity) : Stream.empty())
                .findFirst();
    }

    /** The worst broken promise; empty where none is broken, and of an interrupted run, which says that it was first. */
    public Optional<VerdictView> worst() {
        return outcome == RunOutcome.INTERRUPTED ? Optional.empty() : VerdictView.worst(VerdictView.all(verdicts));
    }

    /** Why the run cannot be compared with, in words; empty where it can. */
    List<String> defects() {
        var names = requests.stream().map(Figures::name).toList();
        var defects = new ArrayList<String>();
        if (names.isEmpty()) {
            defects.add("has no requests");
        }
        if (Set.copyOf(names).size() < names.size()) {
            defects.add("has a request twice");
        }
        try {
            Instant.parse(started == null ? "" : started);
        } catch (DateTimeException e) {
            defects.add("does not say when it started");
        }
        return defects;
    }

    public Optional<Figures> request(String name) {
        return requests.stream().filter(seen -> name.equals(seen.name())).findFirst();
    }

    private static <T> List<T> listed(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
