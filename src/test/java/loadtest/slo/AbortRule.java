package loadtest.slo;

import java.time.Duration;
import java.util.Optional;
import loadtest.measure.RequestKey;
import loadtest.settings.DataFile;

/**
 * One abort criterion of a scenario's file: a limit on the share of bad samples or on the 95th percentile, within a
 * window.
 *
 * @param request the request whose samples count; empty where WhatsApp's answers, as the dispatcher reports them, count
 * @param codes status codes that make a sample bad; where there are none, a failed sample is bad
 * @param over the highest share of bad samples that is allowed; unused where {@code p95} is given
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

    /** The same of the request in the group of its scenario. */
    AbortRule grouped() {
        return new AbortRule(name, request.map(RequestKey::grouped), codes, over, p95, window);
    }

    private void require(DataFile data) {
        if (data.has("source") && !Source.named(data).equals(Optional.of(Source.WABA))) {
            throw data.wrong("source", Source.WABA.word() + ", " + Source.BACKLOG.word());
        }
        if (data.has("source") == request.isPresent()) {
            throw data.wrong("request", "the name of a request, or instead source = waba or backlog");
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
