package loadtest.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.share.ShareFault;
import loadtest.slo.AbortCriteria;
import loadtest.slo.Finding;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Verdict;

/** What shares promise when they are merged: to be one run, which nothing would have aborted. */
record MergePromises(Merge merge, PreparedRun run, AbortCriteria abort) {
    /** Each promise with what judges it once everything has been replayed. */
    Map<Promise, Supplier<Verdict>> all() {
        var promises = new LinkedHashMap<Promise, Supplier<Verdict>>();
        var scenario = run.scenario().id();
        for (var kind : ShareFault.Kind.values()) {
            var promise = Promise.kept(PromiseKind.SHARES, scenario, kind.promise());
            promises.put(promise, () -> finding(kind).verdict(promise));
        }
        if (!abort.statuses().isEmpty()) {
            var promise = Promise.kept(PromiseKind.ABORT, scenario, "no abort criterion reached");
            promises.put(promise, () -> aborted().verdict(promise));
        }
        return promises;
    }

    private Finding aborted() {
        var criteria = abort.statuses().size();
        return abort.reached()
                .map(status -> Finding.of(false, status.toString(), criteria))
                .orElseGet(() -> Finding.of(true, "none of " + criteria, criteria));
    }

    private Finding finding(ShareFault.Kind kind) {
        var shares = merge.set().shares().size();
        var faults = words(kind, Stream.of(merge.set().faults(), merge.events().faults(), differences()));
        var doubts = words(kind, Stream.of(merge.set().doubts()));
        if (faults.isEmpty() && !doubts.isEmpty()) {
            return Finding.notAudited(doubts);
        }
        return Finding.of(faults.isEmpty(), faults.isEmpty() ? shares + " shares" : faults, shares);
    }

    private static String words(ShareFault.Kind kind, Stream<List<ShareFault>> faults) {
        return faults.flatMap(List::stream)
                .filter(fault -> fault.kind() == kind)
                .map(ShareFault::words)
                .collect(Collectors.joining("; "));
    }

    /** What keeps this process from judging these shares: it would ask others, or for something else. */
    private List<ShareFault> differences() {
        var shares = merge.set().run();
        var differences = RecordedShare.identity(run, shares.share()).differences(shares);
        return differences.isEmpty()
                ? List.of()
                : List.of(new ShareFault(
                        ShareFault.Kind.ONE_RUN,
                        "the merge is made with the classes and settings of another run: "
                                + String.join("; ", differences)));
    }
}
