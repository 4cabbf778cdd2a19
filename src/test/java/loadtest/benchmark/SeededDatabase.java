package loadtest.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loadtest.seed.Seed;
import loadtest.seed.SeedReport;
import loadtest.seed.Seeder;
import loadtest.seed.fixture.FixtureKind;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.standin.database.ChildProcess;
import loadtest.target.StandInProcess;
import org.postgresql.PGConnection;

/**
 * A stand-in's database behind a link with a delay. The seeder or a bare COPY writes the fixtures; all that is not
 * measured uses the direct connection.
 */
final class SeededDatabase implements AutoCloseable {
    /** Those of the newest generation, in the order in which rows may refer to each other. */
    private static final List<String> TABLES = FixtureKinds.ALL.stream()
            .filter(kind -> !kind.need().isOfSomeGenerations())
            .map(FixtureKind::table)
            .toList();

    /** A change of every fixture row that the seeder has to put back. */
    private static final List<String> CHANGES = List.of(
            "update profiles set locale = 'fr'",
            "update stations set status = 'closed'",
            "update station_numbers set active = false",
            "update campaigns set status = 'done'",
            "update campaign_targets set status = 'read'",
            "update vouchers set status = 'cancelled'",
            "update voucher_events set context = '{\"changed\": true}'");

    private static final int COPY_BUFFER_BYTES = 64 * 1024;

    private final StandInProcess standIn;
    private final Path folder;

    private SeededDatabase(StandInProcess standIn, Path folder) {
        this.standIn = standIn;
        this.folder = folder;
    }

    /** @param workDir where the files of this one go, and which the caller deletes */
    static SeededDatabase start(Path workDir) throws IOException, SQLException {
        var standIn = StandInProcess.start(Optional.empty());
        var started = new SeededDatabase(standIn, Files.createTempDirectory(workDir, "benchmark"));
        started.execute("create schema benchmark");
        for (var table : TABLES) {
            started.execute(
                    "create unlogged table benchmark." + table + " as select * from public." + table + " with no data");
        }
        return started;
    }

    /** Keeps the rows of a seed for {@link #copy}. */
    void keepRows(int bulkTargets) throws SQLException, IOException {
        empty();
        try (var link = over(Duration.ZERO);
                var connection = connect(link.databasePort())) {
            seed(bulkTargets, link);
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : TABLES) {
                try (var file = Files.newOutputStream(file(table))) {
                    copies.copyOut("copy public." + table + " to stdout", file);
                }
            }
        }
    }

    /** The time for the rows kept, in one transaction of a connection that is there already; tables must be empty. */
    Duration copy(Floor floor, NetworkLink link) throws SQLException, IOException {
        try (var connection = connect(link.databasePort())) {
            connection.setAutoCommit(false);
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            var started = System.nanoTime();
            for (var table : TABLES) {
                try (var file = Files.newInputStream(file(table))) {
                    copies.copyIn("copy " + floor.schema() + "." + table + " from stdin", file, COPY_BUFFER_BYTES);
                }
            }
            connection.commit();
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }

    /** All fixtures, by the command that users type and with the flags that Maven has, over the direct connection. */
    MeasuredProcess seedByCommand() throws IOException, InterruptedException {
        return seedIn(List.of(), Seed.class);
    }

    /** So many bulk targets, by a JVM whose heap has so many megabytes from the start, over the direct connection. */
    MeasuredProcess seedInHeap(int megabytes, int bulkTargets) throws IOException, InterruptedException {
        var heap = List.of("-Xms" + megabytes + "m", "-Xmx" + megabytes + "m", "-XX:+AlwaysPreTouch");
        return seedIn(heap, SeedOfSize.class, String.valueOf(bulkTargets));
    }

    private MeasuredProcess seedIn(List<String> flags, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var options = new ArrayList<>(Files.readAllLines(ProjectFolder.resolve(".mvn/jvm.config")));
        options.addAll(flags);
        options.add("-D" + ProjectFolder.PROPERTY + "=" + folder);
        var command = ChildProcess.java(options, main, arguments);
        command.environment().putAll(standIn.variables());
        command.environment().put("PERF_SUMMARY_PATH", summary());
        return MeasuredProcess.run(command, folder.resolve("seed.out"));
    }

    private String summary() {
        return folder.resolve("summary.json").toString();
    }

    SeedReport seed(int bulkTargets, NetworkLink link) {
        var variables = new HashMap<>(standIn.variables());
        variables.put("SUPABASE_URL", "http://127.0.0.1:" + link.authPort());
        variables.compute(
                "SUPABASE_DB_URL", (name, url) -> url.replace(":" + port() + "/", ":" + link.databasePort() + "/"));
        variables.put("PERF_SUMMARY_PATH", summary());
        return Seeder.seed(Settings.of(variables), bulkTargets);
    }

    void empty() throws SQLException {
        execute("truncate "
                + TABLES.stream()
                        .flatMap(table -> List.of("public." + table, "benchmark." + table).stream())
                        .collect(Collectors.joining(", "))
                + " cascade");
    }

    void deleteUsers() throws SQLException {
        execute("delete from auth.users where raw_app_meta_data ? 'seedVersion'");
    }

    void changeEveryRow() throws SQLException {
        for (var change : CHANGES) {
            execute(change);
        }
    }

    /** What the database would do by itself, sooner or later: here before each measurement, and never in one. */
    void settle() throws SQLException {
        execute("vacuum analyze " + String.join(", ", TABLES));
        execute("checkpoint");
    }

    /** The way there, for whoever closes it. */
    NetworkLink over(Duration roundTrip) throws IOException {
        var auth = URI.create(standIn.variables().get("SUPABASE_URL"));
        return new NetworkLink(port(), auth.getPort(), roundTrip);
    }

    @Override
    public void close() {
        standIn.close();
    }

    private Path file(String table) {
        return folder.resolve(table + ".copy");
    }

    private int port() {
        return address().getPort();
    }

    private URI address() {
        return URI.create(standIn.variables().get("SUPABASE_DB_URL"));
    }

    private Connection connect(int port) throws SQLException {
        var login = address().getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + address().getPath(), login[0], login[1]);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect(port());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
