package loadtest.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.Settings;
import loadtest.target.Scenario;
import loadtest.target.Scenarios;
import loadtest.target.Target;
import loadtest.testing.LoopbackServer;
import loadtest.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clocks of a real database and a real server; a database's is set wrong by a function of the same name. */
class ClockOffsetIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    /** One that may ask a database, on one server. */
    private static final Scenario ANY = Scenarios.onClassPath().all().stream()
            .filter(scenario -> scenario.hasFixtures() && scenario.endpoints().size() == 1)
            .findFirst()
            .orElseThrow();

    private static final String ADDRESS = ANY.endpoints().get(0).variable();

    @Test
    void theDatabaseOfThisMachineHasItsClock() throws Exception {
        var offset = measured(database(POSTGRES.createDatabase())).orElseThrow();

        assertThat(Math.abs(offset.millis())).isLessThanOrEqualTo(offset.errorMillis());
        assertThat(offset.source()).isEqualTo("the database's clock");
    }

    @Test
    void saysHowFarTheDatabaseIsAhead() throws Exception {
        var name = POSTGRES.createDatabase();
        execute(name, """
                create schema other;
                create function other.clock_timestamp() returns timestamptz language sql volatile
                  as $$ select pg_catalog.clock_timestamp() + interval '90 s' $$;
                """);
        execute(name, "alter database \"" + name + "\" set search_path = other, pg_catalog, public");

        var offset = measured(database(name)).orElseThrow();

        assertThat(Math.abs(offset.millis() - 90_000)).isLessThanOrEqualTo(offset.errorMillis());
        assertThat(offset.describe())
                .isEqualTo(offset.millis() + " ms behind the database's clock, give or take " + offset.errorMillis()
                        + " ms");
    }

    @Test
    void withoutADatabaseTheTargetIsAsked() throws Exception {
        try (var server = new LoopbackServer(exchange -> {
            LoopbackServer.send(exchange, 200, new byte[0]);
            exchange.close();
        })) {
            var offset = measured(Map.of(ADDRESS, server.url("/"))).orElseThrow();

            assertThat(Math.abs(offset.millis())).isLessThanOrEqualTo(offset.errorMillis());
            assertThat(offset.errorMillis()).isGreaterThan(500);
            assertThat(offset.source()).isEqualTo("the target's clock");
        }
    }

    @Test
    void whereNobodyTellsTheTimeThereIsNone() {
        assertThat(measured(Map.of(ADDRESS, "http://127.0.0.1:1"))).isEmpty();
    }

    /** The header leaves out what is gone of its second. */
    @Test
    void theErrorHoldsWhatIsNotKnown() {
        var offset = ClockOffset.of(Duration.ofMillis(-300), Duration.ofMillis(40), Duration.ofMillis(500), "a clock");

        assertThat(offset).isEqualTo(new ClockOffset(-300, 521, "a clock"));
        assertThat(offset.describe()).isEqualTo("300 ms ahead of a clock, give or take 521 ms");
    }

    private static Optional<ClockOffset> measured(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.putIfAbsent(ADDRESS, "http://127.0.0.1:1");
        return ClockOffset.measure(new Target(Settings.of(all), Optional.empty()), ANY);
    }

    private static Map<String, String> database(String name) {
        return Map.of("SUPABASE_DB_URL", "postgresql://postgres:any@127.0.0.1:" + POSTGRES.port() + "/" + name);
    }

    private static void execute(String name, String statement) throws Exception {
        try (var connection = POSTGRES.connect(name);
                var one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
