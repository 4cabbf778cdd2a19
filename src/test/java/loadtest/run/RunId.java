package loadtest.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Names a run so that no two share a key at the target, not even two machines that start in the same second.
 *
 * @param value such as {@code 20300131T120000-3fa9c2}
 * @param started when the run began
 */
record RunId(String value, Instant started) {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MILLISECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** That of the one run of this process. */
    static RunId ofThisProcess() {
        return OfThisProcess.ID;
    }

    private static final class OfThisProcess {
        private static final RunId ID = next();
    }

    /** Of a run that begins now. */
    static RunId next() {
        var now = Instant.now();
        return new RunId(
                SECOND.format(now) + "-" + String.format(Locale.ROOT, "%06x", new SecureRandom().nextInt(1 << 24)),
                now);
    }

    /** When it began, as the engine writes it in the names of its folders. */
    String folderTime() {
        return MILLISECOND.format(started);
    }
}
