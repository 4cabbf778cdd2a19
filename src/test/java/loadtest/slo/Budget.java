package loadtest.slo;

import java.util.List;
import java.util.Map;
import loadtest.measure.Tally;
import loadtest.settings.DataFile;

/**
 * How many answers with certain status codes are tolerated. A budget on something that never happened is met.
 *
 * @param source {@code http} for the requests of the scenario, {@code waba} for what the dispatcher reports of
 *     WhatsApp's answers
 */
record Budget(String name, String source, Codes codes, Limit limit) {
    static final String WABA = "waba";

    static Budget read(String name, DataFile data) {
        data.only("source", "codes", "at-most");
        var source = data.text("source").orElse("http");
        if (!List.of("http", WABA).contains(source)) {
            throw data.wrong("source", "http, waba");
        }
        var codes = Codes.read(data);
        if (codes.isEmpty()) {
            throw data.wrong("codes", "status codes such as [429, 5xx]");
        }
        return new Budget(name, source, codes, Limit.read(data, "at-most"));
    }

    Verdict judge(Tally tally) {
        var hits = tally.codes().entrySet().stream()
                .filter(entry -> codes.contain(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        var outcome = Verdict.decided(limit.allows(hits, tally.total()));
        return new Verdict(title(), limit.toString(), limit.actual(hits, tally.total()), tally.total(), outcome, "");
    }

    /** Its name with its limit, as Gatling's report shows it. */
    String title() {
        return name + " " + limit;
    }
}
