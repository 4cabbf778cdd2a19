package loadtest.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names a run so that no two share a key at the target, not even two machines that start in the same second. */
final class RunId {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private RunId() {}

    /** Such as {@code 20300131T120000-3fa9c2}. */
    static String next() {
        return SECOND.format(Instant.now()) + "-" + String.format("%06x", new SecureRandom().nextInt(1 << 24));
    }
}
