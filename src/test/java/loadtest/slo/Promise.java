package loadtest.slo;

import java.util.List;
import java.util.Objects;
import loadtest.measure.RequestKey;

/**
 * What is promised, as data; {@link Wording} puts it into words.
 *
 * @param scenario id of the scenario that promises it
 * @param subject the request's name where the promise is about a request, else the promise's own
 * @param limit an upper one, but for {@link Statistic#SAMPLES}; null where there is none, as for a figure that is only
 *     printed and for a promise that is kept or broken
 * @param answers what a budget counts; null elsewhere
 */
public record Promise(PromiseKind kind, String scenario, String subject, Statistic statistic, Limit limit, Answers answers) {


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

    /** @param limit null where the figure is only printed */
    public static Promise ofRequest(RequestKey request, Statistic statistic, Limit limit) {
        return new Promise(PromiseKind.REQUEST, request.scenario(), request.name(), statistic, limit, null);
    }

    /** Of integrity, or against a baseline: there is nothing to count. */
    public static Promise kept(PromiseKind kind, String scenario, String subject) {
        return new Promise(kind, scenario, subject, Statistic.KEPT, null, null);
    }

    /** Whether it is a share of failures, or a number of answers: what a service's error budget is made of. */
    public boolean limitsErrors() {
        return kind == PromiseKind.BUDGET || statistic == Statistic.FAILED;
    }
}
