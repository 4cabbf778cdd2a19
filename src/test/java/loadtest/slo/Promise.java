package loadtest.slo;

import java.util.List;
import java.util.Objects;
import loadtest.measure.RequestKey;

/**
 * A promise as data; {@link Wording} renders it.
 *
 * @param scenario id of the scenario that promises it
 * @param subject name of the request, or of the promise where it is not about a request
 * @param limit the upper limit, or the lower one of some {@link Statistic}s; null for a figure that is for information
 *     and for a promise that is simply kept or broken
 * @param answers the answers that a budget counts; null for other kinds
 */
public record Promise(
        PromiseKind kind, String scenario, String subject, Statistic statistic, Limit limit, Answers answers) {

    /**
     * Answers with certain status codes.
     *
     * @param codes such as {@code 429} or, for a whole class, {@code 5xx}
     */
    public record Answers(Source source, List<String> codes) {}

    public Promise {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(statistic, "statistic");
    }

    /** @param limit null where the figure is for information */
    public static Promise ofRequest(RequestKey request, Statistic statistic, Limit limit) {
        return new Promise(PromiseKind.REQUEST, request.scenario(), request.name(), statistic, limit, null);
    }

    /** A promise without a number, such as one of integrity or against a baseline. */
    public static Promise kept(PromiseKind kind, String scenario, String subject) {
        return new Promise(kind, scenario, subject, Statistic.KEPT, null, null);
    }

    /** The promise as it is named in the group of its scenario; unchanged for another group, and for none. */
    Promise within(String group) {
        return group.equals(scenario)
                ? new Promise(kind, scenario, RequestKey.path(group, subject), statistic, limit, answers)
                : this;
    }

    /** Whether the promise is part of the error budget: it limits failures, or answers with certain codes. */
    public boolean limitsErrors() {
        return kind == PromiseKind.BUDGET || statistic == Statistic.FAILED;
    }
}
