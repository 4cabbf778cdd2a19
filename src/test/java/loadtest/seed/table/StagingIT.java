package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import loadtest.seed.fixture.FixtureKinds;
import loadtest.seed.fixture.Progress;
import loadtest.seed.fixture.Row;
import loadtest.seed.fixture.TableRows;
import loadtest.testing.OnADeployment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is staged is what was meant, whichever way it goes there. */
class StagingIT extends OnADeployment {
    private static final List<String> TEXTS = Arrays.asList(
            null, "", " ", "\"", "\\", "\\N", ",", "()", "{}", "null", "NULL", "'", "?", ";", "a\n\tb\r", "é€😀", "x");

    @BeforeEach
    void makeRoomForTexts() throws Exception {
        staging.execute("alter table profiles add column place int, add column text text");
    }

    /** The last are more than are made ahead. */
    @ParameterizedTest(name = "{0} rows over {1} ms")
    @CsvSource({"17, 20", "2001, 20", "17, 0", "250000, 0"})
    void everyTextArrives(int rows, int roundTripMillis) throws Exception {
        try (var connection = staging.connect()) {
            connection.setAutoCommit(false);
            stage(connection, rows, Duration.ofMillis(roundTripMillis));

            var found = new ArrayList<String>();
            try (var query = connection.createStatement();
                    var row = query.executeQuery("select text from seed_profiles order by place limit 17")) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            assertThat(found).isEqualTo(TEXTS);
            try (var query = connection.createStatement();
                    var row = query.executeQuery("select count(distinct place) from seed_profiles")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(rows);
            }
        }
    }

    @Test
    void aRefusedValueIsNamedByItsColumn() throws Exception {
        staging.execute("alter table profiles alter column text type char(2)");
        try (var connection = staging.connect()) {
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> stage(connection, 17, Duration.ofMillis(20)))
                    .hasMessageContaining("value too long for type character(2)")
                    .hasMessageContaining("COPY seed_profiles, line 10, column text");
        }
    }

    private void stage(Connection connection, int rows, Duration roundTrip) throws SQLException {
        var all = new ArrayList<Row>();
        for (var i = 0; i < rows; i++) {
            all.add(new Row().with("place", i).with("text", TEXTS.get(i % TEXTS.size())));
        }
        var columns = List.of("place", "text");
        var table = new TableRows(FixtureKinds.ALL.get(0), columns, all);
        var trip = new RoundTrip();
        var catalog = Catalog.ask(trip, List.of(table.kind().table()));
        trip.make(connection);
        var stages = List.of(new Stage(table, columns, Set.of(), catalog));
        try (var progress = new Progress(line -> {}, Duration.ofHours(1));
                var ahead = RowsAhead.of(stages)) {
            new Staging(connection, stages, progress).with(ahead, roundTrip).run();
        }
    }
}
