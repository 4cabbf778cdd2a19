package loadtest.settings;

import java.time.Duration;

/** How long the load of a profile goes on that may have any length. */
final class LoadLength {
    private LoadLength() {}

    /** @throws BadInput for what is no time in whole seconds, up to a day */
    static Duration parse(String variable, String text) {
        return Durations.ofVariable(text)
                .filter(time -> !time.isZero() && time.equals(Duration.ofSeconds(time.toSeconds())))
                .orElseThrow(() -> BadInput.in(
                        variable, text, "a time in whole seconds such as 90 minutes or 2h, a day at the most"));
    }
}
