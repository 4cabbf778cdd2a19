package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.seed.fixture.TableRows;

/**
 * The SQL that brings one table to its fixtures through a temporary table. The temporary table has the real table's
 * types, which parse the texts on arrival, so that enums, domains and geometries work. The number of statements does not
 * depend on the number of rows.
 *
 * @param columns those that are written
 */
record Stage(TableRows rows, List<String> columns, Catalog catalog) {
    /** Kept by the platform's own triggers in some databases: written, but no reason to write. */
    private static final String CHANGED_BY_TRIGGER = "updated_at";

    /** Types that Postgres cannot compare. */
    private static final Set<String> WITHOUT_EQUALITY = Set.of("json", "xml", "point", "polygon");

    String table() {
        return rows.table();
    }

    String name() {
        return name(table());
    }

    private static String name(String table) {
        return "seed_" + table;
    }

    String create() {
        return "create temp table " + name() + " on commit drop as select " + String.join(", ", columns)
                + " from public." + table() + " with no data";
    }

    String copy() {
        return "copy " + name() + " (" + String.join(", ", columns) + ") from stdin";
    }

    /** Puts back what differs; rows already right are not touched. To run before {@link #insert}. */
    String update() {
        return "update public.%s t set %s from %s s where %s and (%s)"
                .formatted(
                        table(),
                        (others().findAny().isEmpty() ? rows.key().stream() : others())
                                .map(column -> column + " = s." + column)
                                .collect(joining(", ")),
                        name(),
                        sameKey(),
                        differs());
    }

    /**
     * Adds what is missing. Without a unique key it works as well. Where there is one, a row that someone else adds
     * meanwhile under the same key is met.
     */
    String insert() {
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
                        onConflict());
    }

    /** Answers how many rows would be inserted and how many updated. */
    String compare() {
        var first = rows.key().get(0);
        return "select count(*) filter (where t.%1$s is null), count(*) filter (where t.%1$s is not null and (%2$s))"
                        .formatted(first, differs())
                + " from " + name() + " s left join public." + table() + " t on " + sameKey();
    }

    String delete() {
        return "delete from public." + table() + " t where " + isFixture();
    }

    /** Deletes what runs have added to the fixtures that these rows belong to, where the kind asks for that. */
    Optional<String> deleteOthers() {
        return others("delete");
    }

    Optional<String> countOthers() {
        return others("select count(*)");
    }

    /** The owners have been staged before. */
    private Optional<String> others(String what) {
        return rows.kind().emptiedOwner().map(owner ->
                """
                %s from public.%s t where t.%s in (select o.id from %s o)
                and not exists (select from %s s where %s)
                """.formatted(what, table(), owner.column(), name(owner.table()), name(), sameKey()));
    }

    /** Whether row {@code t} of the table is a fixture. A profile may be that of somebody who merely has the same address. */
    String isFixture() {
        var marked = !rows.kind().hasOwnId() && columns.contains("metadata")
                ? " and t.metadata::jsonb ->> 'seedVersion' is not null"
                : "";
        return "exists (select from " + name() + " s where " + sameKey() + ")" + marked;
    }

    /** Whether row {@code t} of the table and {@code s} of the stage are the same one. */
    String sameKey() {
        return rows.key().stream()
                .map(column -> "t." + column + " = s." + column)
                .collect(joining(" and "));
    }

    private String differs() {
        var differs = others().filter(column -> !column.equals(CHANGED_BY_TRIGGER))
                .map(column -> WITHOUT_EQUALITY.contains(catalog.type(table(), column))
                        ? "t." + column + "::text is distinct from s." + column + "::text"
                        : "t." + column + " is distinct from s." + column)
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

    private Stream<String> others() {
        return columns.stream().filter(column -> !rows.key().contains(column));
    }
}
