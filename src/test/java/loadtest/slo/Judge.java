package loadtest.slo;

import java.util.Set;

/** Who decides on the promises of a run. */
public enum Judge {
    /** The run itself, which is the whole. */
    RUN,
    /** The run itself, which is a climb: its steps are judged, and not the whole. */
    CLIMB,
    /** The merge of several machines' runs: one machine alone knows of its own schedule only. */
    MERGE;

    /** An audit of one machine finds only what that machine has lost. */
    private static final Set<PromiseKind> KNOWN_TO_ONE =
            Set.of(PromiseKind.SCHEDULE, PromiseKind.INTEGRITY, PromiseKind.SHARES);

    /** What each step of a climb is judged by. */
    private static final Set<PromiseKind> OF_A_STEP =
            Set.of(PromiseKind.REQUEST, PromiseKind.BUDGET, PromiseKind.THROUGHPUT);

    private static final String WORDS = "judged by the merge";

    /** Whether Gatling may assert what it has seen of requests. */
    boolean assertsRequests() {
        return this == RUN;
    }

    /** The verdict as it counts in this run: for information where others decide. */
    Verdict judged(Verdict verdict) {
        var kind = verdict.promise().kind();
        return switch (this) {
            case RUN -> verdict;
            case CLIMB -> OF_A_STEP.contains(kind) ? printed(verdict, verdict.note()) : verdict;
            case MERGE -> KNOWN_TO_ONE.contains(kind) ? verdict : printed(verdict, note(verdict.note()));
        };
    }

    private static Verdict printed(Verdict verdict, String note) {
        return new Verdict(verdict.promise(), verdict.seen(), verdict.samples(), VerdictOutcome.PRINTED, note);
    }

    /** The finding on a promise whose audit has none: missed, unless the merge audits it. */
    Finding without(String why) {
        return this == MERGE ? Finding.notAudited(WORDS) : Finding.failed(why);
    }

    private static String note(String note) {
        return note.isEmpty() ? WORDS : note + "; " + WORDS;
    }
}
