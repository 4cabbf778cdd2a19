package loadtest.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One {@code mvn gatling:test}, whose scenarios are processes of their own.
 *
 * @param started when the process began that starts them
 * @param pid of that process
 */
public record Invocation(Instant started, long pid) {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Sorts by the time of the start. */
    public String name() {
        return SECOND.format(started) + "-" + pid;
    }
}
