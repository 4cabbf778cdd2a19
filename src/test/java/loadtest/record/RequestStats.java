package loadtest.record;

import com.tdunning.math.stats.AVLTreeDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What was seen of one request name, in memory that does not grow with the length of the run. */
final class RequestStats {
    /** One hour; a response time above it counts as this. Three digits keep a percentile within 0.1 %. */
    private static final long HIGHEST_MILLIS = 3_600_000;

    private static final int MOST_MESSAGES = 50;
    private static final int LONGEST_MESSAGE = 300; // characters

    private final Histogram all = new Histogram(1, HIGHEST_MILLIS, 3);
    // The digest Gatling's own report uses, so that its percentile is known here too.
    private final AVLTreeDigest engine = new AVLTreeDigest(100);
    private final Map<Integer, Long> codes = new TreeMap<>();
    private final Map<String, Long> messages = new LinkedHashMap<>();
    private long ok;
    private long ko;
    private long total;

    void add(Sample sample) {
        all.recordValue(Math.min(sample.millis(), HIGHEST_MILLIS));
        engine.add(sample.millis());
        total += sample.millis();
        if (sample.ok()) {
            ok++;
        } else {
            ko++;
            sample.message().ifPresent(this::failed);
        }
        sample.code().ifPresent(code -> codes.merge(code, 1L, Long::sum));
    }

    private void failed(String whole) {
        var message = whole.length() <= LONGEST_MESSAGE ? whole : whole.substring(0, LONGEST_MESSAGE) + "...";
        var known = messages.containsKey(message) || messages.size() < MOST_MESSAGES;
        messages.merge(known ? message : "other failures", 1L, Long::sum);
    }

    Stats stats(String name) {
        return new Stats(
                name,
                ok,
                ko,
                ok + ko == 0 ? 0 : (double) total / (ok + ko),
                all.copy(),
                ok + ko == 0 ? 0 : Math.round(engine.quantile(0.95)),
                Collections.unmodifiableMap(new TreeMap<>(codes)),
                Collections.unmodifiableMap(new LinkedHashMap<>(messages)));
    }
}
