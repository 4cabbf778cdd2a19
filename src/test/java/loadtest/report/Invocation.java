package loadtest.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One {@code mvn gatling:test}, whose scenarios are processes of their own.
 *
 * @param started when the process began that starts them
 * @param pid of that process
 */
public record Invocation(Instant started, long pid) {
    private static final Pattern NAME = Pattern.compile("(\\d{8}T\\d{6})-(\\d{1,10})(-\\d+)?");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** That of a folder of this name; empty for another name. The start is without its fraction of a second. */
    public static Optional<Invocation> named(String name) {
        var match = NAME.matcher(name);
        return match.matches()
                ? Optional.of(
                        new Invocation(SECOND.parse(match.group(1), Instant::from), Long.parseLong(match.group(2))))
                : Optional.empty();
    }

    /** Whether its process still runs; another one may have got its number since. */
    public boolean goesOn() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .filter(start -> start.truncatedTo(ChronoUnit.SECONDS).equals(started.truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    /** Sorts by the time of the start. */
    public String name() {
        return SECOND.format(started) + "-" + pid;
    }
}
