package loadtest.settings;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;

/** How long the load of a profile goes on that may have any length. */
final class LoadLength {
    private LoadLength() {}

    /** @throws BadInput for what is no time in whole seconds, up to a day; a number alone would be milliseconds */
    static Duration parse(String variable, String text) {
        return Durations.single(ConfigFactory.parseMap(Map.of("length", text)), "length")
                .filter(time -> !text.matches("[\\d.]*") && time.toMillis() % 1000 == 0)
                .orElseThrow(() -> BadInput.in(
                        variable, text, "a time in whole seconds such as 90 minutes or 2h, a day at the most"));
    }
}
