package loadtest.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import loadtest.seed.table.ReadOnly;
import loadtest.settings.Database;
import loadtest.settings.Settings;
import loadtest.testing.Await;
import loadtest.testing.ChildStandIn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stand-ins in a folder of their own, which no other test's start sweeps: the first of a day prepares a data directory,
 * each has a copy of its own, and what was killed as a system out of memory does it is swept by the next.
 */
@Tag("more-runs")
class PreparedStartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void killedTogetherWithItsWatchdogItIsSweptByTheNextStart() throws Exception {
        killWhileItPrepares();
        var killed = start();
        killed.watchdog().orElseThrow().destroyForcibly();
        killed.process().destroyForcibly().waitFor();
        assertThat(killed.postgres()).as("nobody is left to end it").isNotEmpty();
        assertThat(killed.home()).isDirectory();
        if (OS.LINUX.isCurrentOs()) {
            assertThat(killed.home())
                    .as("the library's script lies where it is swept")
                    .isDirectoryContaining("glob:**/detect_linux_distribution_*.sh");
        }

        // Two at once, so that each of them also meets a folder of the other's.
        var starts = Stream.generate(() -> CompletableFuture.supplyAsync(this::start))
                .limit(2)
                .toList();
        var first = starts.get(0).get();
        var second = starts.get(1).get();

        assertThat(killed.postgres()).isEmpty();
        assertThat(homes()).containsExactlyInAnyOrder(first.home(), second.home());
        assertNothingShared(first, second);
        assertThat(prepared()).as("one, or another one after midnight").hasSizeBetween(1, 2);
        for (var each : prepared()) {
            assertOfOneOwner(each);
            assertNoSecret(each, first.variables(), second.variables());
        }
        for (var one : List.of(first, second)) {
            assertThat(one.health()).isEqualTo(200);
            one.process().destroyForcibly().waitFor();
            one.awaitNothingLeft();
        }
    }

    private static void assertNothingShared(ChildStandIn first, ChildStandIn second) throws Exception {
        change(first, "delete from campaign_targets");
        assertThat(value(first, "select count(*) from campaign_targets")).isEqualTo("0");
        assertThat(value(second, "select count(*) from campaign_targets")).isNotEqualTo("0");
        assertThat(Files.readString(first.home().resolve("perf_seed_summary.json")))
                .isEqualTo(Files.readString(second.home().resolve("perf_seed_summary.json")));
        // What was counted while it was prepared is not: 10,000 targets were inserted then.
        assertThat(value(second, "select n_tup_ins < 1000 from pg_stat_user_tables where relname = 'campaign_targets'"))
                .isEqualTo("t");
    }

    /** Together with its watchdog, once its Postgres runs. */
    private void killWhileItPrepares() throws Exception {
        var killed = ChildStandIn.command(folder)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Await.until(PATIENCE, () -> glob("standin/*/data/postmaster.pid"));
        ChildStandIn.watchdog(killed).orElseThrow().destroyForcibly();
        killed.destroyForcibly().waitFor();
        assertThat(prepared()).isEmpty();
    }

    private ChildStandIn start() {
        try {
            return ChildStandIn.start(ChildStandIn.command(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean glob(String pattern) throws IOException {
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + folder + "/" + pattern);
        try (var all = Files.walk(folder.resolve("standin"), 3)) {
            return all.anyMatch(matcher::matches);
        } catch (IOException | UncheckedIOException e) {
            return false; // it is being made
        }
    }

    private List<Path> homes() throws IOException {
        return entries(folder.resolve("standin"));
    }

    private List<Path> prepared() throws IOException {
        return entries(folder.resolve("standin-prepared"));
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static void assertOfOneOwner(Path prepared) throws IOException {
        assertThat(prepared.resolve("data/postmaster.pid")).doesNotExist();
        if (!OS.WINDOWS.isCurrentOs()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(prepared.resolve("data"))))
                    .isEqualTo("rwx------");
        }
    }

    private static void assertNoSecret(Path prepared, Map<?, ?>... variables) throws IOException {
        var secrets = Stream.of(variables)
                .flatMap(one -> Stream.of(
                        one.get("SUPABASE_SERVICE_ROLE_KEY").toString(),
                        one.get("BRIDGE_SHARED_SECRET").toString(),
                        database(one).password().reveal()))
                .toList();
        try (var files = Files.walk(prepared)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secrets.stream().anyMatch(text::contains))
                        .as("a secret in %s", file)
                        .isFalse();
            }
        }
    }

    private static void change(ChildStandIn standIn, String sql) throws Exception {
        var database = database(standIn.variables());
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.properties());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(ChildStandIn standIn, String sql) throws Exception {
        try (var connection = ReadOnly.connect(database(standIn.variables()));
                var found = connection.createStatement().executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    private static Database database(Map<?, ?> variables) {
        return Settings.of(Map.of(
                        "SUPABASE_DB_URL", variables.get("SUPABASE_DB_URL").toString()))
                .supabase()
                .database()
                .orElseThrow();
    }
}
