package loadtest.slo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loadtest.record.Sample;
import loadtest.record.SlidingWindow;
import loadtest.settings.DataFile;

/**
 * One reason to give a run up before its end: within the window, more than a share of samples is bad, or 95 % of them
 * take longer than a limit. Too few samples decide nothing.
 */
final class AbortCriterion {
    /** Fewer than this prove nothing, as the products' own thresholds have it. */
    private static final long FEWEST_SAMPLES = 100;

    private static final long FEWEST_ERRORS = 5;
    private static final String WABA = "waba";

    private final String name;
    private final Optional<String> request;
    private final Codes codes;
    private final Limit over;
    private final Optional<Duration> p95;
    private final Duration length;
    private final SlidingWindow window;

    private AbortCriterion(String name, DataFile data, Duration length) {
        data.only("request", "source", "codes", "over", "p95");
        this.name = name;
        this.request = data.text("request");
        this.codes = Codes.read(data);
        this.p95 = data.duration("p95");
        this.over = p95.isPresent() ? new Limit(0, true, true) : Limit.read(data, "over");
        this.length = length;
        this.window = new SlidingWindow(length.toSeconds());
        require(data);
    }

    static AbortCriterion read(String name, DataFile data, Duration length) {
        return new AbortCriterion(name, data, length);
    }

    private void require(DataFile data) {
        var source = data.text("source");
        if (source.isPresent() && !source.get().equals(WABA)) {
            throw data.wrong("source", WABA);
        }
        if (source.isPresent() == request.isPresent()) {
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

    /** The request it looks at; empty where it looks at what the dispatcher reports. */
    Optional<String> request() {
        return request;
    }

    void sample(Sample sample) {
        if (request.filter(sample.name()::equals).isPresent()) {
            var bad = codes.isEmpty()
                    ? !sample.ok()
                    : sample.code().filter(codes::contain).isPresent();
            var ended = sample.start() + sample.millis();
            if (sample.sent()) {
                window.add(ended, bad, sample.millis());
            } else if (p95.isEmpty()) {
                window.add(ended, 1, bad ? 1 : 0); // it has no time
            }
        }
    }

    /** So many things of the dispatcher's with this code. */
    void waba(long now, int code, long count) {
        if (request.isEmpty() && count > 0) {
            window.add(now, count, codes.contain(code) ? count : 0);
        }
    }

    /** How near it is. */
    Abort.Standing standing(long now) {
        var seen = window.seen(now);
        return p95.map(limit -> latency(seen, limit)).orElseGet(() -> share(seen));
    }

    private Abort.Standing latency(SlidingWindow.Seen seen, Duration limit) {
        var reached = seen.samples() >= FEWEST_SAMPLES && seen.p95() > limit.toMillis();
        var share = (double) seen.p95() / limit.toMillis();
        return standing(reached, limit.toMillis() + " ms", seen.p95() + " ms", seen.samples(), share);
    }

    private Abort.Standing share(SlidingWindow.Seen seen) {
        var percent = seen.samples() == 0 ? 0 : 100.0 * seen.bad() / seen.samples();
        var reached = seen.samples() >= FEWEST_SAMPLES && seen.bad() >= FEWEST_ERRORS && percent > over.value();
        var actual = String.format(Locale.ROOT, "%.2f %% (%d of %d)", percent, seen.bad(), seen.samples());
        var share = over.value() > 0 ? percent / over.value() : Math.min(1, percent); // of 0 % there are no shares
        return standing(reached, over.value() + " %", actual, seen.samples(), share);
    }

    private Abort.Standing standing(boolean reached, String limit, String actual, long samples, double share) {
        return new Abort.Standing(
                name, limit.replace(".0 %", " %"), actual, samples, share, reached, length.toSeconds());
    }

    /** The request names that criteria look at, for a check against those of the scenario. */
    static List<String> requests(List<AbortCriterion> criteria) {
        return criteria.stream().flatMap(one -> one.request.stream()).toList();
    }
}
