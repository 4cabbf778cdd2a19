package loadtest.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.measure.Lateness;
import loadtest.report.summary.MachineSummary;
import loadtest.report.summary.MachineSummary.MachineClock;
import loadtest.share.FoundShare;
import loadtest.share.ShareRecord;
import loadtest.share.ShareSet;

/** What the machines of a merged run say of themselves. */
record MergedMachines(ShareSet set) {
    /** A row for each part of the run, also for one that is missing. */
    List<MachineSummary> rows() {
        return set.run().share().ofAllMachines().stream()
                .map(share -> set.found(share)
                        .map(MergedMachines::row)
                        .orElseGet(() -> new MachineSummary(
                                share.toString(), "missing", null, null, null, null, null, null, null, null)))
                .toList();
    }

    private static MachineSummary row(FoundShare share) {
        var record = share.record();
        var end = Optional.ofNullable(record.end());
        var traffic = end.map(one -> one.traffic());
        return new MachineSummary(
                share.share().toString(),
                record.machine(),
                record.runId(),
                traffic.map(one -> one.requests()).orElse(null),
                traffic.map(one -> Math.round(1000 * one.rate()) / 1000.0).orElse(null),
                traffic.map(one -> one.p95()).orElse(null),
                traffic.map(one -> one.users()).orElse(null),
                traffic.map(one -> one.lateness()).map(Lateness::late).orElse(null),
                end.map(one -> one.generator().cpuPercent()).orElse(null),
                Optional.ofNullable(record.clock())
                        .map(clock -> new MachineClock(clock.millis(), clock.errorMillis(), clock.source()))
                        .orElse(null));
    }

    /** The ends of those that have one. */
    private Stream<ShareRecord.ShareEnd> ends() {
        return set.shares().stream()
                .flatMap(share -> Stream.ofNullable(share.record().end()));
    }

    /** When the first load began, on the clock of all; empty where no user arrived. */
    Optional<Instant> began() {
        return set.shares().stream().flatMap(share -> share.began().stream()).min(Comparator.naturalOrder());
    }

    /** When the last load ended, on the clock of all; empty where none has an end. */
    Optional<Instant> ended() {
        return set.shares().stream().flatMap(share -> share.ended().stream()).max(Comparator.naturalOrder());
    }

    /** How late the timers of all machines fired. */
    Lateness timers() {
        return sum(ends().map(end -> end.generator().timer()));
    }

    /**
     * How late users were, each by the plan of its own machine: clocks that differ by less than a second are no delay.
     *
     * @param replayed of whom all are counted, also those of a machine that was killed
     */
    Lateness users(Lateness replayed) {
        var own = sum(ends().flatMap(end -> Stream.ofNullable(end.traffic().lateness())));
        return new Lateness(replayed.all(), own.late(), own.worstMillis());
    }

    private static Lateness sum(Stream<Lateness> all) {
        return all.reduce(
                new Lateness(0, 0, 0),
                (one, other) -> new Lateness(
                        one.all() + other.all(),
                        one.late() + other.late(),
                        Math.max(one.worstMillis(), other.worstMillis())));
    }

    /** What would have held the machines up, in words. */
    String likelyCauses() {
        return set.shares().stream()
                .filter(share -> share.record().end() != null)
                .map(share -> "share " + share.share() + ": "
                        + share.record().end().generator().likelyCauses())
                .collect(Collectors.joining("; "));
    }

    /** The requests that none of them sends. */
    List<String> leftOut() {
        return set.shares().stream().findFirst().stream()
                .flatMap(first -> first.record().leftOut().stream())
                .filter(one -> set.shares().stream().allMatch(share -> share.leavesOut(one)))
                .toList();
    }
}
