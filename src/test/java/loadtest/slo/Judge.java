package loadtest.slo;

import java.util.Set;

/** Who decides on the promises of a run. */
public enum Judge {
    /** The run itself, which is the whole. */
    RUN,
    /** The merge of several machines' runs: one machine alone knows of its own schedule only. */
    MERGE;

    /** An audit of one machine finds only what that machine has lost. */
    private static final Set<PromiseKind> KNOWN_TO_ONE = Set.of(PromiseKind.SCHEDULE, PromiseKind.INTEGRITY);

    private static final String WORDS = "judged by the merge";

    /** Whether Gatling may assert what it has seen of requests. */
    boolean assertsRequests() {
        return this == RUN;
    }

    /** What a verdict is to this run. */
    Verdict judged(Verdict verdict) {
        return this == RUN || KNOWN_TO_ONE.contains(verdict.promise().kind())
                ? verdict
                : new Verdict(
                        verdict.promise(),
                        verdict.seen(),
                        verdict.samples(),
                        VerdictOutcome.PRINTED,
                        note(verdict.note()));
    }

    /** What an audit's promise without a finding is to this run. */
    Finding without(String why) {
        return this == RUN ? Finding.failed(why) : Finding.notAudited(WORDS);
    }

    private static String note(String note) {
        return note.isEmpty() ? WORDS : note + "; " + WORDS;
    }
}
