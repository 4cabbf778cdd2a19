package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import loadtest.seed.SeedReport;
import loadtest.seed.Seeder;
import loadtest.seed.auth.Retry;
import loadtest.seed.fixture.CampaignTarget;
import loadtest.settings.Settings;

/** A deployment of the platform for one test: an own database and an auth server on it. */
public final class SeededPlatform implements AutoCloseable {
    private static final Retry IMPATIENT = new Retry(Duration.ofMillis(1), Duration.ofSeconds(5));

    public final String database;
    public final AuthServer auth;
    public final Path summary;
    private final Databases postgres;
    public Duration locks = Duration.ofSeconds(60);
    public Duration silence = Duration.ofHours(1);
    public Consumer<String> lines = line -> {};
    private final Map<String, String> variables = new HashMap<>();

    public SeededPlatform(Postgres postgres, Path folder) throws SQLException, IOException {
        this(postgres, folder, postgres.createDatabase());
    }

    /** With the tables of the given scripts in {@code src/test/resources/seed} instead of the newest ones. */
    public SeededPlatform(Postgres postgres, Path folder, String first, String second)
            throws SQLException, IOException {
        this(postgres, folder, postgres.createEmptyDatabase());
        for (var script : List.of(first, second)) {
            execute(Files.readString(Path.of("src/test/resources/seed", script + ".sql")));
        }
    }

    public SeededPlatform(Databases postgres, Path folder, String database) throws IOException {
        this.postgres = postgres;
        this.database = database;
        auth = new AuthServer(() -> postgres.connect(database));
        summary = folder.resolve("generated/summary.json");
        variables.put("SUPABASE_URL", auth.url().toString());
        variables.put("SUPABASE_SERVICE_ROLE_KEY", AuthServer.KEY);
        variables.put("SUPABASE_DB_URL", url("postgres", "any", postgres.port()));
        variables.put("PERF_SUMMARY_PATH", summary.toString());
    }

    public String url(String user, String password, int port) {
        return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/" + database;
    }

    public SeededPlatform with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    public SeedReport seed() {
        return seed(CampaignTarget.BULK_COUNT);
    }

    public SeedReport seed(int bulkTargets) {
        return seeder(bulkTargets).seed();
    }

    public Seeder seeder(int bulkTargets) {
        return new Seeder(settings(), new Seeder.Timeouts(IMPATIENT, locks, silence), bulkTargets, lines);
    }

    public Settings settings() {
        return Settings.of(variables);
    }

    public Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row, as text. */
    public String value(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    public long count(String from) throws SQLException {
        return Long.parseLong(value("select count(*) from " + from));
    }

    @Override
    public void close() {
        auth.close();
    }
}
