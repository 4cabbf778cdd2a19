package loadtest.standin.database;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The name of a {@link PreparedData}: another one for whatever could make it differ. That is the day, the classes and
 * libraries (Postgres is one, for one architecture), and who runs it where.
 */
public final class DataKey {
    private DataKey() {}

    /**
     * @param day its start in UTC
     * @param classes a name for these very classes, rows and libraries
     */
    public static String of(Instant day, String classes) {
        var key = new Fingerprint();
        for (var property : List.of("user.name", "user.language", "user.country", "os.name", "os.arch")) {
            key.add(System.getProperty(property, ""));
        }
        // The cluster's time zone is that of its maker.
        key.add(ZoneId.systemDefault().getId());
        key.add(System.getenv().getOrDefault("TZ", ""));
        key.add(classes);
        return day.atOffset(ZoneOffset.UTC).toLocalDate() + "-" + key.text();
    }
}
