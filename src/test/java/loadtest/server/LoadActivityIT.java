package loadtest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import loadtest.server.DatabaseActivity.TableActivity;
import loadtest.settings.Database;
import loadtest.settings.Settings;
import loadtest.testing.HaltedStatements;
import loadtest.testing.PgBouncer;
import loadtest.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statistics of a real Postgres. */
class LoadActivityIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    /** Sends a small load; Postgres has counted everything of a session when it ends. */
    private static final String LOAD = """
            insert into stations (name, engencode, status) select 's' || n, 'E' || n, 'active'
              from generate_series(1, 30) n;
            update "public"."stations" set name = 'x' where engencode in ('E1', 'E2');
            select s.id from stations s where not exists (select from vouchers v where v.station_scope = s.id);
            select pg_sleep(0.02), count(*) from Voucher_Events;
            select 'stations', 1 as stationsfuel;
            delete from stations where engencode = 'E3';
            """;

    @Test
    void tellsRowsOfTablesAndTimeOfStatements() throws Exception {
        var name = POSTGRES.createDatabase();

        assertTellsOfTheLoad(name, POSTGRES.port());
    }

    @Test
    void throughATransactionPooler() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "PgBouncer is not installed");
        var name = POSTGRES.createDatabase();
        try (var pooler = PgBouncer.before(POSTGRES.port())) {
            assertTellsOfTheLoad(name, pooler.port());
        }
    }

    @Test
    void readsNoTable() throws Exception {
        var name = POSTGRES.createDatabase();
        execute(name, LOAD);

        var activity = during(database(name, "postgres", POSTGRES.port()), "postgres", "select 1");

        assertThat(activity).isEqualTo(new DatabaseActivity(List.of(), List.of(), ""));
    }

    @Test
    void saysThatCountersWereSetBack() throws Exception {
        var name = POSTGRES.createDatabase();
        execute(name, LOAD);

        var activity = during(
                database(name, "postgres", POSTGRES.port()),
                name,
                "select pg_stat_reset(); select pg_stat_statements_reset(); select count(*) from stations");

        assertThat(activity.trouble()).contains("counters were set back");
        assertThat(activity.tables()).singleElement().satisfies(table -> assertThat(table.inserted())
                .isZero());
    }

    @Test
    void saysWhatALoginMayNotSee() throws Exception {
        var name = POSTGRES.createDatabase();
        var activity = during(database(name, "outsider:right", POSTGRES.port()), name, LOAD);

        assertThat(activity.tables()).extracting(TableActivity::name).contains("stations");
        assertThat(activity.trouble())
                .isEqualTo(
                        "pg_stat_statements hides the statements of others from outsider; it needs pg_read_all_stats");
    }

    @Test
    void worksWithoutTheExtension() throws Exception {
        var name = POSTGRES.createEmptyDatabase();
        var activity = during(
                database(name, "postgres", POSTGRES.port()),
                name,
                "create table vouchers (id int); insert into vouchers values (1)");

        assertThat(activity.tables()).containsExactly(new TableActivity("vouchers", 1, 0, 0, 0, 0, 0));
        assertThat(activity.statements()).isEmpty();
        assertThat(activity.trouble()).isEqualTo("pg_stat_statements is not installed");
    }

    /** Postgres counts for each partition alone; those of another schema and of other partitions are parts, too. */
    @Test
    void partitionsCountForTheirTable() throws Exception {
        var name = POSTGRES.createEmptyDatabase();
        execute(name, """
                create schema archive;
                create table vouchers (id int) partition by range (id);
                create table vouchers_low partition of vouchers for values from (0) to (10);
                create table archive.high partition of vouchers for values from (10) to (100) partition by range (id);
                create table archive.higher partition of archive.high for values from (50) to (100);
                create table archive.stations (id int);
                create table stations (id int);
                create table stations_old () inherits (stations);
                """);

        var activity = during(database(name, "postgres", POSTGRES.port()), name, """
                insert into vouchers values (1), (2), (51);
                delete from vouchers where id = 51;
                insert into archive.stations values (1);
                insert into stations_old values (1);
                """);

        assertThat(activity.tables())
                .extracting(TableActivity::name, TableActivity::inserted, TableActivity::deleted)
                .containsExactlyInAnyOrder(tuple("vouchers", 3L, 1L), tuple("stations", 1L, 0L));
    }

    @Test
    void readsTheColumnsOfOlderVersionsInASchemaOfTheirOwn() throws Exception {
        var name = POSTGRES.createDatabase();
        execute(name, """
                create schema "ext ensions";
                alter extension pg_stat_statements set schema "ext ensions";
                alter view "ext ensions".pg_stat_statements rename column total_exec_time to total_time;
                """);

        assertTellsOfTheLoad(name, POSTGRES.port());
    }

    @Test
    void aDatabaseThatRefusesOrDoesNotAnswerIsOnlyTrouble() throws Exception {
        var name = POSTGRES.createDatabase();
        assertThat(during(database(name, "outsider:wr0ng", POSTGRES.port()), name, "select 1")
                        .trouble())
                .isEqualTo("the database at 127.0.0.1:" + POSTGRES.port() + " refused (SQLSTATE 28P01)");
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var snapshot = new DatabaseStatistics(database(name, "postgres", silent.getLocalPort())).snapshot();
            assertThat(snapshot.trouble())
                    .singleElement()
                    .asString()
                    .startsWith("the database at 127.0.0.1:" + silent.getLocalPort() + " refused");
        }
    }

    @Test
    void onABusyMachineUnderTheShortestLimitOfARole() throws Exception {
        var name = POSTGRES.createDatabase();
        try (var busy = new HaltedStatements(POSTGRES.port(), "set local", 3)) {
            var limited = database(name + "?options=-c%20statement_timeout=1", "postgres", busy.port());

            assertThat(during(limited, name, LOAD).trouble()).isEmpty();

            assertThat(busy.left()).isZero();
        }
    }

    private static void assertTellsOfTheLoad(String name, int port) throws Exception {
        execute(name, "select count(*) from stations; select count(*) from profiles");
        var activity = during(database(name, "postgres", port), name, LOAD);

        assertThat(activity.trouble()).isEmpty();
        assertThat(activity.tables())
                .extracting(
                        TableActivity::name, TableActivity::inserted, TableActivity::updated, TableActivity::deleted)
                .contains(tuple("stations", 30L, 2L, 1L))
                .doesNotContain(tuple("profiles", 0L, 0L, 0L));
        assertThat(activity.statements())
                .extracting(DatabaseActivity.StatementActivity::table, DatabaseActivity.StatementActivity::calls)
                .containsExactly(tuple("stations", 4L), tuple("vouchers", 1L), tuple("voucher_events", 1L));
        assertThat(activity.statements().get(2)).satisfies(group -> {
            assertThat(group.totalMillis()).isGreaterThanOrEqualTo(20);
            assertThat(group.meanMillis()).isEqualTo(group.totalMillis());
        });
    }

    private static DatabaseActivity during(Database database, String name, String load) throws Exception {
        var activity = LoadActivity.before(database);
        execute(name, load);
        return activity.after(0).get(60, TimeUnit.SECONDS);
    }

    private static void execute(String name, String sql) throws SQLException {
        try (var connection = POSTGRES.connect(name);
                var statement = connection.createStatement()) {
            for (var one : sql.split(";")) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
            statement.execute("select pg_stat_force_next_flush()");
        }
    }

    private static Database database(String name, String login, int port) {
        var user = login.contains(":") ? login : login + ":any";
        return Settings.of(Map.of("SUPABASE_DB_URL", "postgresql://" + user + "@127.0.0.1:" + port + "/" + name))
                .supabase()
                .database()
                .orElseThrow();
    }
}
