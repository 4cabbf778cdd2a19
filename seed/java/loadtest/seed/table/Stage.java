package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.seed.fixture.Row;
import loadtest.seed.fixture.TableRows;

/**
 * The SQL that brings one table to its fixtures through a temporary table. The temporary table has the real table's
 * types, which parse the texts on arrival, so that enums, domains and geometries work. The number of statements does not
 * depend on the number of rows. Row {@code t} is the table's, {@code s} the staged one, {@code w} the table's as the
 * seed found it.
 *
 * @param columns those that are written
 * @param emptied those of them that are written as null, since they refer to rows that are not seeded
 */
record Stage(TableRows rows, List<String> columns, Set<String> emptied, Catalog catalog) {
    /** Kept by the platform's own triggers in some databases: written, but no reason to write. */
    static final String CHANGED_BY_TRIGGER = "updated_at";

    /** Types that Postgres cannot compare. */
    private static final Set<String> WITHOUT_EQUALITY = Set.of("json", "xml", "point", "polygon");

    /** Of 28 bits, so that an int holds it. */
    private static final String OWN_NUMBER = "('x' || left(md5(s.id::text), 7))::bit(28)::int";

    String table() {
        return rows.table();
    }

    String name() {
        return name(table());
    }

    static String name(String table) {
        return "seed_" + table;
    }

    String found() {
        return "found_" + table();
    }

    String create() {
        return "create temp table " + name() + " on commit drop as select " + String.join(", ", columns)
                + " from public." + table() + " with no data";
    }

    String copy() {
        return "copy " + name() + " (" + String.join(", ", columns) + ") from stdin";
    }

    /** Tries one row in the real table itself. */
    String tryOne(Row row) {
        return "insert into public." + table() + " (" + String.join(", ", columns) + ") values "
                + values(row).map(Stage::literal).collect(joining(", ", "(", ")"));
    }

    /** Right where {@code standard_conforming_strings} is on, which the session sees to. */
    private static String literal(String value) {
        return value == null ? "null" : "'" + value.replace("'", "''") + "'";
    }

    /** What is written of a row, in the order of the columns. */
    Stream<String> values(Row row) {
        return columns.stream()
                .map(column -> emptied.contains(column) ? null : row.value(column, catalog.type(table(), column)));
    }

    /** Changes the staged values that are to give way to somebody else's, once they are staged. */
    Stream<String> giveWay() {
        return columns.stream()
                .filter(column -> rows.presence(column) == Row.Presence.UNLESS_TAKEN)
                .map(column ->
                        "update %1$s s set %2$s = %3$s where exists (select from public.%4$s t where t.%2$s = s.%2$s and not (%5$s))"
                                .formatted(
                                        name(),
                                        column,
                                        catalog.columns(table()).get(column).notNull() ? OWN_NUMBER : "null",
                                        table(),
                                        sameKey()));
    }

    /** Keeps the rows that differ as the seed finds them. To run before {@link #update}. */
    String keepFound() {
        var kept =
                Stream.concat(rows.key().stream().map(column -> "s." + column), others().map(column -> "t." + column));
        return "create temp table " + found() + " on commit drop as select " + kept.collect(joining(", ")) + " from "
                + name() + " s join public." + table() + " t on " + sameKey() + " where " + differ("t", "s");
    }

    /**
     * Puts back what differs; rows already right are not touched. To run before {@link #insert}.
     *
     * @param kept whether {@link #keepFound} has told what differs
     */
    String update(boolean kept) {
        var set = (others().findAny().isEmpty() ? rows.key().stream() : others())
                .map(column -> column + " = s." + column)
                .collect(joining(", "));
        var staged = name() + " s" + (kept ? " join " + found() + " w on " + wasFound() : "");
        return "update public." + table() + " t set " + set + " from " + staged + " where " + sameKey()
                + (kept ? "" : " and (" + differ("t", "s") + ")");
    }

    /** Whether row {@code w} is the staged one as the seed found it. */
    String wasFound() {
        return rows.key().stream()
                .map(column -> "w." + column + " = s." + column)
                .collect(joining(" and "));
    }

    /**
     * Adds what is missing. Without a unique key it works as well.
     *
     * @param meeting whether a row is met that someone else adds meanwhile under the same unique key, which takes a
     *     quarter more of the server's time; otherwise it is refused
     */
    String insert(boolean meeting) {
        // Sorted, so that it is known what is missing before the first row is added: looking for it among the rows just
        // added takes minutes where the table was empty. Indexes like the order too.
        return """
                insert into public.%1$s as t (%2$s)
                select %3$s from %4$s s where not exists (select from public.%1$s t where %5$s)
                order by %6$s %7$s
                """.formatted(
                        table(),
                        String.join(", ", columns),
                        columns.stream().map(column -> "s." + column).collect(joining(", ")),
                        name(),
                        sameKey(),
                        rows.key().stream().map(column -> "s." + column).collect(joining(", ")),
                        meeting ? onConflict() : "");
    }

    /** Whether row {@code t} of the table and {@code s} of the stage are the same one. */
    String sameKey() {
        return rows.key().stream()
                .map(column -> rows.kind().phones().contains(column)
                        ? digits("t." + column) + " = " + digits("s." + column)
                        : "t." + column + " = s." + column)
                .collect(joining(" and "));
    }

    /** However the platform writes a number: what follows the country's code and a leading 0. */
    static String digits(String phone) {
        var text = phone + "::text"; // a regular expression takes three times as long
        return "right(translate(%1$s, translate(%1$s, '0123456789', ''), ''), 9)".formatted(text);
    }

    String differ(String one, String other) {
        var differs = others().filter(column -> !column.equals(CHANGED_BY_TRIGGER))
                .map(column -> WITHOUT_EQUALITY.contains(catalog.type(table(), column))
                        ? one + "." + column + "::text is distinct from " + other + "." + column + "::text"
                        : one + "." + column + " is distinct from " + other + "." + column)
                .collect(joining(" or "));
        return differs.isEmpty() ? "false" : differs;
    }

    private String onConflict() {
        // A row of our own campaign is ours; any other row under our natural key is somebody else's.
        var keys = rows.kind().isOursByOwner() ? Stream.of(rows.natural(), rows.key()) : Stream.of(rows.key());
        return keys.filter(key -> catalog.isUnique(table(), key))
                .findFirst()
                .map(key -> "on conflict (" + String.join(", ", key) + ") "
                        + others().filter(column -> !key.contains(column))
                                .map(column -> column + " = excluded." + column)
                                .reduce((one, other) -> one + ", " + other)
                                .map(all -> "do update set " + all)
                                .orElse("do nothing"))
                .orElse("");
    }

    Stream<String> others() {
        return columns.stream().filter(column -> !rows.key().contains(column));
    }
}
