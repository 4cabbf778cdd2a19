package loadtest.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Durations of data files and variables, from 0 to a day; empty for whatever is none. */
public final class Durations {
    private static final Duration LONGEST = Duration.ofDays(1);

    private Durations() {}

    /** One from 1 ms on, in whole milliseconds. */
    static Optional<Duration> single(Config node, String path) {
        return list(node, path)
                .filter(found -> found.size() == 1 && !isList(node, path))
                .map(found -> found.get(0))
                .filter(time -> time.toMillis() > 0 && time.equals(Duration.ofMillis(time.toMillis())));
    }

    /** That of a variable; a number without a unit, which a data file reads as milliseconds, is none. */
    static Optional<Duration> ofVariable(String text) {
        return Optional.of(text)
                .filter(written -> written.matches(".*\\p{L}\\s*"))
                .flatMap(written -> list(ConfigFactory.parseMap(Map.of("time", written)), "time"))
                .map(found -> found.get(0));
    }

    /** Those of a list, or one standing alone. */
    static Optional<List<Duration>> list(Config node, String path) {
        try {
            var found = isList(node, path) ? node.getDurationList(path) : List.of(node.getDuration(path));
            return Optional.of(found)
                    .filter(all -> all.stream().allMatch(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    /** In seconds, as a decimal number without zeros at its end. */
    public static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private static boolean isList(Config node, String path) {
        return node.getValue(path).valueType() == ConfigValueType.LIST;
    }
}
