package loadtest.slo;

import io.gatling.javaapi.core.Assertion;
import java.util.List;
import java.util.Optional;
import loadtest.measure.Stats;

/** Which of a scenario's SLOs decide whether a run passes; the others are for information. */
public enum Gating {
    ALL,
    /** Response times do not. */
    ALL_BUT_LATENCY,
    /** Of a load that is raised until a promise breaks. */
    NONE;

    /** What Gatling itself asserts. */
    List<Assertion> assertions(List<RequestSlo> requests) {
        return requests.stream()
                .filter(slo -> this != NONE)
                .flatMap(slo -> slo.assertions(this == ALL).stream())
                .toList();
    }

    List<Verdict> judge(RequestSlo slo, Optional<Stats> seen) {
        return slo.judge(seen, this == ALL).stream().map(this::of).toList();
    }

    /** The verdict on an SLO as it counts here. */
    Verdict of(Verdict verdict) {
        return this == NONE && verdict.decides() ? verdict.forInformation() : verdict;
    }
}
