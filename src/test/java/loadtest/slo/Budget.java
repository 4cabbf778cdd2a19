package loadtest.slo;

import java.util.Map;
import java.util.Optional;
import loadtest.measure.StatusCounts;
import loadtest.settings.DataFile;

/**
 * The highest number, or share, of answers with certain status codes. Without any such answer the budget is met.
 *
 * @param scenario id of the scenario whose budget it is
 */
record Budget(String scenario, String name, Source source, Codes codes, Limit limit) {

    static Budget read(String scenario, String name, DataFile data) {
        data.only("source", "codes", "at-most");
        var source = data.has("source") ? Source.named(data) : Optional.of(Source.HTTP);
        if (source.isEmpty() || source.get() == Source.BACKLOG) {
            throw data.wrong("source", "http, waba");
        }
        var codes = Codes.read(data);
        if (codes.isEmpty()) {
            throw data.wrong("codes", "status codes such as [429, 5xx]");
        }
        return new Budget(scenario, name, source.get(), codes, Limit.read(data, "at-most"));
    }

    Promise promise() {
        return new Promise(
                PromiseKind.BUDGET,
                scenario,
                name,
                limit.percent() ? Statistic.SHARE : Statistic.COUNT,
                limit,
                new Promise.Answers(source, codes.patterns()));
    }

    Verdict judge(StatusCounts tally) {
        var hits = tally.codes().entrySet().stream()
                .filter(entry -> codes.contain(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        var seen = limit.seen(hits, tally.total());
        return new Verdict(promise(), seen, tally.total(), Verdict.decided(limit.allows(seen.value())), "");
    }
}
