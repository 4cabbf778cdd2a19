package loadtest.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How batches are handed to the campaign dispatcher.
 *
 * @param shortestWait of a sender between two batches
 * @param longestWait at least the shortest
 * @param timeout after which a batch that got no answer is given up
 * @param metadata whether batches say where they come from
 */
public record Dispatching(Duration shortestWait, Duration longestWait, Duration timeout, boolean metadata) {
    private static final Dispatching DEFAULT =
            new Dispatching(Duration.ofMillis(300), Duration.ofMillis(800), Duration.ofSeconds(30), true);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(120);

    /** With one end of the waits alone, the other gives way to it. */
    static Dispatching of(SettingsSection campaign) {
        var least = seconds(campaign, "waitMin", Duration.ZERO, LONGEST);
        var most = seconds(campaign, "waitMax", Duration.ZERO, LONGEST);
        var shortest = least.orElse(Collections.min(List.of(DEFAULT.shortestWait, most.orElse(DEFAULT.longestWait))));
        var longest = most.orElse(Collections.max(List.of(DEFAULT.longestWait, shortest)));
        if (shortest.compareTo(longest) > 0) {
            throw BadInput.in(
                    campaign.name("waitMin"),
                    Durations.seconds(shortest),
                    "at most " + campaign.name("waitMax") + ", which is " + Durations.seconds(longest));
        }
        return new Dispatching(
                shortest,
                longest,
                seconds(campaign, "timeout", Duration.ofMillis(100), LONGEST_TIMEOUT)
                        .orElse(DEFAULT.timeout),
                campaign.flag("includeMetadata"));
    }

    /** A decimal number of seconds, to the millisecond. */
    private static Optional<Duration> seconds(SettingsSection campaign, String key, Duration min, Duration max) {
        return campaign.text(key).map(value -> {
            if (value.matches("\\d{1,9}(\\.\\d{1,3}0*)?")) {
                var time = Duration.ofMillis(
                        new BigDecimal(value).movePointRight(3).longValue());
                if (time.compareTo(min) >= 0 && time.compareTo(max) <= 0) {
                    return time;
                }
            }
            throw BadInput.in(
                    campaign.name(key),
                    value,
                    "a number of seconds from " + Durations.seconds(min) + " to " + Durations.seconds(max)
                            + ", such as 0.5");
        });
    }

    /** The longest wait of a sender where it is longer than by default; else zero. */
    public Duration longerWait() {
        return longestWait.compareTo(DEFAULT.longestWait) > 0 ? longestWait : Duration.ZERO;
    }

    /** What differs from the usual, in words, for the plan. */
    public List<String> changes() {
        var changes = new ArrayList<String>();
        if (!shortestWait.equals(DEFAULT.shortestWait) || !longestWait.equals(DEFAULT.longestWait)) {
            changes.add("a sender waits " + Durations.seconds(shortestWait) + " to " + Durations.seconds(longestWait)
                    + " s between batches (PERF_CAMPAIGN_WAIT_MIN, PERF_CAMPAIGN_WAIT_MAX)");
        }
        if (!timeout.equals(DEFAULT.timeout)) {
            changes.add("a batch without an answer is given up after " + Durations.seconds(timeout)
                    + " s (PERF_CAMPAIGN_TIMEOUT)");
        }
        if (!metadata) {
            changes.add("batches carry no metadata (PERF_CAMPAIGN_INCLUDE_METADATA)");
        }
        return changes;
    }
}
