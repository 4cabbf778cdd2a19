package loadtest.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.seed.Seeder;
import loadtest.settings.Settings;
import loadtest.target.StandInProcess;

/** A real deployment for tests: a stand-in in a process of its own, shared by all of them and ended with this JVM. */
public final class StagingDeployment {
    private static StandInProcess process;

    private StagingDeployment() {}

    /** Every variable that points the suite at it. */
    public static synchronized Map<String, String> everything() {
        if (process == null) {
            process = StandInProcess.start(Optional.empty(), Trial.SHORT_LIVED);
        }
        return process.variables();
    }

    /** The four secrets a nightly has at the least. */
    public static Map<String, String> fourSecrets() {
        return fourSecretsOf(everything().get("PERF_BASE_URL"));
    }

    /** The same for another address. */
    public static Map<String, String> fourSecretsOf(String address) {
        return Map.of(
                "PERF_BASE_URL", address,
                "PERF_ORG_SLUG", "demo",
                "PERF_EMAIL", "load.user@example.com",
                "PERF_PASSWORD", "password123");
    }

    /** Connects to its database, with every right. */
    public static Connection connect() throws SQLException {
        var database = Settings.of(everything()).supabase().database().orElseThrow();
        return DriverManager.getConnection(database.jdbcUrl(), database.properties());
    }

    /** Puts every fixture back to where a run expects it. */
    public static Map<String, String> reseeded() {
        Seeder.seed(Settings.of(everything()));
        return everything();
    }

    /** Only these variables of all, and these others. */
    public static Map<String, String> only(Map<String, String> all, List<String> names, Map<String, String> others) {
        var chosen = new HashMap<>(others);
        names.forEach(name -> chosen.putIfAbsent(name, all.get(name)));
        return chosen;
    }
}
