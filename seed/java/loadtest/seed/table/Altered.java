package loadtest.seed.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import loadtest.seed.fixture.Stored;
import loadtest.settings.BadInput;

/** The rows of one table that are not as the seeder wrote them, since a trigger of the database changes what is written. */
final class Altered {
    static final Altered NONE = new Altered(null, List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stage stage;
    private final List<AlteredRow> rows;

    /**
     * One row.
     *
     * @param now as the table holds it
     * @param written as the seeder wrote it
     * @param before as the seed found it; null if it was not there
     */
    private record AlteredRow(String key, JsonNode now, JsonNode written, JsonNode before) {
        boolean isAltered(String column) {
            return !now.path(column).equals(written.path(column));
        }

        boolean hasChanged(String column) {
            return before != null && !now.path(column).equals(before.path(column));
        }
    }

    private Altered(Stage stage, List<AlteredRow> rows) {
        this.stage = stage;
        this.rows = rows;
    }

    static Altered read(Connection connection, Stage stage) throws SQLException {
        var rows = new ArrayList<AlteredRow>();
        try (var query = connection.createStatement();
                var found = query.executeQuery(new StageCheck(stage).notAsWritten())) {
            while (found.next()) {
                rows.add(new AlteredRow(
                        found.getString(1),
                        json(found.getString(2)),
                        json(found.getString(3)),
                        found.getString(4) == null ? null : json(found.getString(4))));
            }
        }
        return new Altered(stage, rows);
    }

    /**
     * Tells a trigger that changes a value from one that refuses it.
     *
     * @param skipped whether the database has left out some of the updates
     * @throws BadInput naming table, column and row
     */
    void requireWritten(boolean skipped) {
        for (var row : rows) {
            for (var column : columns()) {
                var unchanged = row.before != null && row.now.equals(row.before);
                if (row.isAltered(column) && (must(row, column) || skipped && unchanged)) {
                    throw refused(row, column);
                }
            }
        }
    }

    private boolean must(AlteredRow row, String column) {
        var meant = stage.rows().kind().meant();
        return meant.always().contains(column) && !stage.emptied().contains(column)
                || meant.whereEmpty().contains(column)
                        && row.written.path(column).isNull()
                        && !row.now.path(column).asText().isEmpty();
    }

    private BadInput refused(AlteredRow row, String column) {
        return new BadInput("SUPABASE_DB_URL: column public." + stage.table() + "." + column + " of row "
                + stage.rows().key().get(0) + " = " + row.key + " is " + shown(row.now.path(column))
                + " after writing, not " + shown(row.written.path(column))
                + "; a trigger or rule of the database refuses it; no table was changed");
    }

    private static String shown(JsonNode value) {
        return BadInput.shown(value.isTextual() ? "'" + value.asText() + "'" : value.toString());
    }

    /** How many of these rows the seed has really changed; what a trigger sets anew at each write does not count. */
    long updated() {
        if (rows.isEmpty()) {
            return 0;
        }
        var volatiles = volatiles();
        return rows.stream()
                .filter(row ->
                        columns().stream().anyMatch(column -> !volatiles.contains(column) && row.hasChanged(column)))
                .count();
    }

    /** Times that are neither what was found nor what was written, in every row that was there before. */
    private Set<String> volatiles() {
        var before = rows.stream().filter(row -> row.before != null).toList();
        var volatiles = new HashSet<>(Set.of(Stage.CHANGED_BY_TRIGGER));
        columns().stream()
                .filter(column -> ofTime(stage.catalog().type(stage.table(), column)))
                .filter(column -> before.stream().allMatch(row -> row.isAltered(column) && row.hasChanged(column)))
                .forEach(volatiles::add);
        return volatiles;
    }

    /** Documents may hold times. */
    private static boolean ofTime(String type) {
        return type.startsWith("time") || type.startsWith("date") || type.startsWith("json");
    }

    /** What the database has made of the fixtures. */
    static Stored stored(List<Stage> stages, List<Altered> altered) {
        var tables = new HashMap<String, Map<String, Map<String, String>>>();
        for (var i = 0; i < stages.size(); i++) {
            var one = altered.get(i);
            if (!one.rows.isEmpty()) {
                tables.put(stages.get(i).table(), one.values());
            }
        }
        return new Stored(tables);
    }

    private Map<String, Map<String, String>> values() {
        var values = new HashMap<String, Map<String, String>>();
        for (var row : rows) {
            var changed = new HashMap<String, String>();
            new StageCheck(stage)
                    .readable()
                    .filter(row::isAltered)
                    .forEach(column -> changed.put(
                            column,
                            row.now.path(column).isNull()
                                    ? null
                                    : row.now.path(column).asText()));
            values.put(row.key, changed);
        }
        return values;
    }

    private Set<String> columns() {
        return stage.others().collect(Collectors.toSet());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Postgres writes valid JSON", e);
        }
    }
}
