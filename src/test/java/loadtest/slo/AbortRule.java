package loadtest.slo;

import java.time.Duration;
import java.util.Optional;
import loadtest.measure.RequestKey;
import loadtest.settings.DataFile;

/**
 * What one criterion for giving up says in the scenario's file: a share of bad samples, or a limit on the 95th
 * percentile, within a window.
 *
 * @param request the request it looks at; empty where it looks at what the dispatcher reports of WhatsApp's answers
 * @param codes what is bad; where there are none, a failed sample is
 * @param over the share that may not be exceeded, where {@code p95} is empty
 */
record AbortRule(
        String name, Optional<RequestKey> request, Codes codes, Limit over, Optional<Duration> p95, Duration window) {

    static AbortRule read(String scenario, String name, DataFile data, Duration window) {
        data.only("request", "source", "codes", "over", "p95");
        var p95 = Limit.latency(data, "p95");
        var over = p95.isPresent() ? Limit.percent(0) : Limit.read(data, "over");
        var rule = new AbortRule(
                name,
                data.text("request").map(request -> new RequestKey(scenario, request)),
                Codes.read(data),
                over,
                p95,
                window);
        rule.require(data);
        return rule;
    }

    private void require(DataFile data) {
        if (data.has("source") && !Source.named(data).equals(Optional.of(Source.WABA))) {
            throw data.wrong("source", Source.WABA.word());
        }
        if (data.has("source") == request.isPresent()) {
            throw data.wrong("request", "the name of a request, or instead source = waba");
        }
        if (p95.isPresent() && (data.has("over") || data.has("codes") || request.isEmpty())) {
            throw data.wrong("p95", "alone beside a request");
        }
        if (p95.isEmpty() && (!over.percent() || !over.inclusive())) {
            throw data.wrong("over", "a share such as \"5 %\"");
        }
        if (request.isEmpty() && codes.isEmpty()) {
            throw data.wrong("codes", "status codes such as [429]");
        }
    }
}
