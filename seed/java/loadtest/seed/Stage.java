package loadtest.seed;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The SQL that brings one table to its fixtures by way of a temporary table of texts. Texts are cast to the real
 * table's own types, so that enums, domains and geometries work; the same number of statements serves any number of
 * rows.
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
        return "seed_" + table();
    }

    String create() {
        return "create temp table " + name() + " ("
                + columns.stream().map(c -> c + " text").collect(joining(", ")) + ") on commit drop";
    }

    String copy() {
        return "copy " + name() + " (" + String.join(", ", columns) + ") from stdin";
    }

    /**
     * Answers how many rows were inserted and how many updated; rows already right are not touched. Without a unique
     * key it works as well. Where there is one, a row that someone else adds meanwhile under the same key is met.
     */
    String write() {
        return """
                with updated as (%5$s),
                inserted as (
                  insert into public.%1$s as t (%2$s)
                  select %3$s from %4$s s where not exists (select from public.%1$s t where %6$s)
                  %7$s returning 1)
                select (select count(*) from inserted), (select count(*) from updated)
                """.formatted(
                        table(),
                        String.join(", ", columns),
                        columns.stream().map(this::typed).collect(joining(", ")),
                        name(),
                        others().findAny().isEmpty() ? "select where false" : update(),
                        sameKey(),
                        onConflict());
    }

    /** Answers as {@link #write} does, and writes nothing. */
    String compare() {
        var first = rows.key().get(0);
        return "select count(*) filter (where t.%1$s is null), count(*) filter (where t.%1$s is not null and (%2$s))"
                        .formatted(first, differs().isEmpty() ? "false" : differs())
                + " from " + name() + " s left join public." + table() + " t on " + sameKey();
    }

    String delete() {
        return "delete from public." + table() + " t where " + isFixture();
    }

    /** Whether row {@code t} of the table is a fixture. A profile may be that of somebody who merely has the same address. */
    String isFixture() {
        var marked = table().equals(TableRows.PROFILES) && columns.contains("metadata")
                ? " and t.metadata::jsonb ->> 'seedVersion' is not null"
                : "";
        return "exists (select from " + name() + " s where " + sameKey() + ")" + marked;
    }

    private String update() {
        return "update public.%s t set %s from %s s where %s and (%s) returning 1"
                .formatted(
                        table(),
                        others().map(column -> column + " = " + typed(column)).collect(joining(", ")),
                        name(),
                        sameKey(),
                        differs());
    }

    /** Whether row {@code t} of the table and {@code s} of the stage are the same one. */
    String sameKey() {
        return rows.key().stream()
                .map(column -> "t." + column + " = " + typed(column))
                .collect(joining(" and "));
    }

    /** A staged column in the real table's type. */
    String typed(String column) {
        return "s." + column + "::" + catalog.type(table(), column);
    }

    private String differs() {
        return others().filter(column -> !column.equals(CHANGED_BY_TRIGGER))
                .map(column -> WITHOUT_EQUALITY.contains(catalog.type(table(), column))
                        ? "t." + column + "::text is distinct from " + typed(column) + "::text"
                        : "t." + column + " is distinct from " + typed(column))
                .collect(joining(" or "));
    }

    private String onConflict() {
        // A target belongs to its campaign, which is ours; any other row under our natural key is somebody else's.
        var keys = table().equals(TableRows.TARGETS) ? Stream.of(rows.natural(), rows.key()) : Stream.of(rows.key());
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
