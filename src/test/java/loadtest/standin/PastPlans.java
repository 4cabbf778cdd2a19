package loadtest.standin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import loadtest.standin.fault.FaultPlan;

/** The fault plans that were in force, so that a run learns also of one that was taken back before its end. */
final class PastPlans {
    /** More than anybody sends during a run. */
    private static final int MOST = 1_000;

    private final Deque<PastPlan> plans = new ArrayDeque<>();

    private record PastPlan(FaultPlan plan, Instant until) {}

    /** @param until when another plan took its place */
    synchronized void add(FaultPlan plan, Instant until) {
        if (!plan.names().isEmpty()) {
            plans.addLast(new PastPlan(plan, until));
        }
        if (plans.size() > MOST) {
            plans.removeFirst();
        }
    }

    /**
     * What went wrong on purpose at any time since then, by name.
     *
     * @param now the plan in force
     */
    synchronized List<String> since(Instant start, FaultPlan now) {
        var names = new LinkedHashSet<String>();
        plans.stream()
                .filter(past -> past.until().isAfter(start))
                .forEach(past -> names.addAll(past.plan().names()));
        names.addAll(now.names());
        return new ArrayList<>(names);
    }
}
