package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.seed.fixture.Ids;
import loadtest.seed.fixture.TableRows;

/**
 * Fixtures that the database already has under another id, found by their natural keys: those that are recognisably the
 * seeder's keep that id, and somebody else's stop the seed before anything is written. Those that are ours by their owner
 * are {@link Adoption}'s.
 */
final class KnownRows {
    private static final int SHOWN = 5;

    private final Catalog catalog;
    private final Map<UUID, UUID> known = new HashMap<>();
    private final List<String> foreign = new ArrayList<>();

    private KnownRows(Catalog catalog) {
        this.catalog = catalog;
    }

    static KnownRows find(Connection connection, Catalog catalog, List<TableRows> tables) throws SQLException {
        var found = new KnownRows(catalog);
        var trip = new RoundTrip();
        tables.stream()
                .filter(table ->
                        !table.kind().isOursByOwner() && !table.natural().isEmpty())
                .forEach(table -> found.ask(table, trip));
        trip.make(connection);
        return found;
    }

    Ids ids() {
        return new Ids(Map.copyOf(known));
    }

    /** Rows that are not the seeder's and hold a fixture's natural key, each with what to do. */
    List<String> problems() {
        var shown = new ArrayList<>(foreign.subList(0, Math.min(SHOWN, foreign.size())));
        if (foreign.size() > SHOWN) {
            shown.add((foreign.size() - SHOWN) + " more rows like these");
        }
        return shown;
    }

    private void ask(TableRows rows, RoundTrip trip) {
        var columns = Stream.concat(Stream.of(rows.key().get(0)), rows.natural().stream());
        var values = columns.map(column -> rows.values(column).toList()).toList();
        trip.read(sql(rows), values, found -> add(rows, found));
    }

    private void add(TableRows rows, ResultSet found) throws SQLException {
        while (found.next()) {
            if (found.getBoolean(3)) {
                known.putIfAbsent(UUID.fromString(found.getString(1)), UUID.fromString(found.getString(2)));
            } else {
                foreign.add("row " + rows.key().get(0) + " = " + found.getString(2) + " of public." + rows.table()
                        + " has the fixtures' " + String.join(", ", rows.natural()) + " = " + found.getString(4)
                        + " and is not the seeder's; it was left alone: remove it or rename it");
            }
        }
    }

    private String sql(TableRows rows) {
        return """
                select s.own, t.%2$s::text, %3$s, concat_ws(', ', %4$s)
                from unnest(%5$s) s (own, %6$s) join public.%1$s t on %7$s
                where t.%2$s <> s.own::%8$s
                and not exists (select from public.%1$s t where t.%2$s = s.own::%8$s and %7$s)
                """.formatted(
                rows.table(),
                rows.key().get(0),
                ours(rows),
                rows.natural().stream().map(column -> "t." + column).collect(joining(", ")),
                IntStream.rangeClosed(0, rows.natural().size())
                        .mapToObj(i -> "?::text[]")
                        .collect(joining(", ")),
                String.join(", ", rows.natural()),
                rows.natural().stream()
                        .map(column -> "t." + column + " = s." + column + "::" + catalog.type(rows.table(), column))
                        .collect(joining(" and ")),
                catalog.type(rows.table(), rows.key().get(0)));
    }

    /** Whether row {@code t}, whose id is not the one we give, was written by a seeder all the same. */
    private String ours(TableRows rows) {
        var metadata = catalog.columns(rows.table()).get("metadata");
        var marked = metadata != null
                && metadata.type().startsWith("json")
                && rows.kind().hasOwnId();
        return marked ? "t.metadata::jsonb ->> 'seedVersion' is not null" : "false";
    }
}
