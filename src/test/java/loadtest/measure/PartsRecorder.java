package loadtest.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Aggregates the samples of some parts of a load, each by itself. A sample belongs to the part in which its request was
 * sent, however late its answer comes. One thread of the engine writes, any thread reads.
 */
public final class PartsRecorder {
    private final String scenario;
    private final List<Part> parts;
    private final Supplier<OptionalLong> began;
    private final List<Map<RequestKey, RequestStats>> requests;

    /** A part of a load: from one time since its beginning to another, which is no longer in it. */
    public record Part(Duration from, Duration to) {
        /** @param millis since the beginning of the load */
        public boolean contains(long millis) {
            return from.toMillis() <= millis && millis < to.toMillis();
        }
    }

    /**
     * @param scenario whose samples count
     * @param parts of its load, none of which overlaps another
     * @param began the load's beginning, in milliseconds since the epoch; empty before its first user
     */
    public PartsRecorder(String scenario, List<Part> parts, Supplier<OptionalLong> began) {
        this.scenario = scenario;
        this.parts = List.copyOf(parts);
        this.began = began;
        this.requests = Stream.generate(HashMap<RequestKey, RequestStats>::new)
                .limit(parts.size())
                .collect(Collectors.toUnmodifiableList());
    }

    /** Asks for the beginning before it locks: samples come under the lock that the beginning needs, too. */
    public void sample(Sample sample) {
        if (sample.scenario().equals(scenario)) {
            add(sample, sample.start() - began.get().orElse(sample.start()));
        }
    }

    private synchronized void add(Sample sample, long millis) {
        for (int part = 0; part < parts.size(); part++) {
            if (parts.get(part).contains(millis)) {
                requests.get(part)
                        .computeIfAbsent(sample.key(), key -> new RequestStats())
                        .add(sample);
                return;
            }
        }
    }

    /** The statistics of one part so far, for each request that was sent in it. */
    public synchronized Map<RequestKey, Stats> seen(int part) {
        return requests.get(part).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().stats(entry.getKey(), 0)));
    }
}
