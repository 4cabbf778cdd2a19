package loadtest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loadtest.server.DatabaseActivity.StatementActivity;
import loadtest.server.DatabaseActivity.TableActivity;
import loadtest.server.DatabaseStatistics.Snapshot;
import loadtest.server.DatabaseStatistics.Statement;
import loadtest.server.DatabaseStatistics.Tables;
import org.junit.jupiter.api.Test;

/** The difference between two snapshots. */
class LoadActivityTest {
    private static final Map<String, Statement> NO_STATEMENTS = Map.of();

    @Test
    void whatTheLoadDidIsTheDifference() {
        var before = snapshot(
                "then",
                Map.of("redeem", statement(10, 100, "vouchers"), "old", statement(9, 9, "stations")),
                new TableActivity("vouchers", 1, 2, 3, 4, 5, 6),
                new TableActivity("stations", 7, 7, 7, 7, 7, 7));
        var after = snapshot(
                "then",
                Map.of(
                        "redeem", statement(30, 160, "vouchers"),
                        "join", statement(20, 40, "vouchers", "voucher_events"),
                        "old", statement(9, 9, "stations")),
                new TableActivity("vouchers", 11, 22, 33, 44, 55, 66),
                new TableActivity("stations", 7, 7, 7, 7, 7, 7));

        var activity = LoadActivity.between(before, after);

        assertThat(activity.tables()).containsExactly(new TableActivity("vouchers", 10, 20, 30, 40, 50, 60));
        assertThat(activity.statements())
                .containsExactly(
                        new StatementActivity("vouchers", 40, 2.5, 100),
                        new StatementActivity("voucher_events", 20, 2, 40));
        assertThat(activity.trouble()).isEmpty();
    }

    @Test
    void countersThatWereSetBackCountFromThenOnAndItIsSaid() {
        var activity = LoadActivity.between(
                snapshot(
                        "then",
                        Map.of("redeem", statement(10, 100, "vouchers")),
                        new TableActivity("vouchers", 9, 9, 9, 9, 9, 9)),
                snapshot(
                        "then",
                        Map.of("redeem", statement(4, 8, "vouchers")),
                        new TableActivity("vouchers", 10, 10, 10, 10, 10, 3)));

        assertThat(activity.tables()).containsExactly(new TableActivity("vouchers", 10, 10, 10, 10, 10, 3));
        assertThat(activity.statements()).containsExactly(new StatementActivity("vouchers", 4, 2, 8));
        assertThat(activity.trouble()).isEqualTo("counters were set back during the load; its figures may be too low");
    }

    @Test
    void aResetIsSaidEvenWhereTheLoadHasMadeUpForIt() {
        var activity = LoadActivity.between(
                snapshot("then", NO_STATEMENTS, new TableActivity("vouchers", 1, 1, 1, 1, 1, 1)),
                snapshot("now", NO_STATEMENTS, new TableActivity("vouchers", 2, 2, 2, 2, 2, 2)));

        assertThat(activity.trouble()).contains("counters were set back");
    }

    @Test
    void oneLookAloneTellsNothing() {
        var snapshot = snapshot(
                "then",
                Map.of("redeem", statement(10, 100, "vouchers")),
                new TableActivity("vouchers", 9, 9, 9, 9, 9, 9));

        for (var activity : List.of(
                LoadActivity.between(Snapshot.failed("why"), snapshot),
                LoadActivity.between(snapshot, Snapshot.failed("why")))) {
            assertThat(activity.tables()).isEmpty();
            assertThat(activity.statements()).isEmpty();
            assertThat(activity.trouble()).isEqualTo("why");
        }
    }

    private static Snapshot snapshot(String reset, Map<String, Statement> statements, TableActivity... tables) {
        var byName = new HashMap<String, TableActivity>();
        for (var table : tables) {
            byName.put(table.name(), table);
        }
        return new Snapshot(Optional.of(new Tables(byName, reset)), Optional.of(statements), List.of());
    }

    private static Statement statement(long calls, double millis, String... tables) {
        return new Statement(calls, millis, Set.of(tables));
    }
}
