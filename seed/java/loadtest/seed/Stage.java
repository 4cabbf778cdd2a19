package loadtest.seed;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * The SQL that brings one table to its fixtures by way of a temporary table of texts. Texts are cast to the real
 * table's own types, so that enums, domains and geometries work; the same number of statements serves any number of
 * rows.
 */
final class Stage {
    private final TableRows rows;
    private final Catalog catalog;

    Stage(TableRows rows, Catalog catalog) {
        this.rows = rows;
        this.catalog = catalog;
    }

    String name() {
        return "seed_" + rows.table();
    }

    String create() {
        var columns = rows.columns().stream().map(column -> column + " text").collect(joining(", "));
        return "create temp table " + name() + " (" + columns + ") on commit drop";
    }

    String copy() {
        return "copy " + name() + " (" + list("", rows.columns()) + ") from stdin";
    }

    /** Answers how many rows were inserted and how many updated; rows already right are not touched. */
    String upsert() {
        var others = rows.otherColumns();
        return """
                with written as (
                  insert into public.%1$s as t (%2$s)
                  select %3$s from %4$s s
                  on conflict (%5$s) do update set %6$s
                  where row(%7$s) is distinct from row(%8$s)
                  returning t.xmax = 0 as inserted)
                select count(*) filter (where inserted), count(*) filter (where not inserted) from written
                """.formatted(
                rows.table(),
                list("", rows.columns()),
                rows.columns().stream().map(this::typed).collect(joining(", ")),
                name(),
                list("", rows.key()),
                others.stream().map(column -> column + " = excluded." + column).collect(joining(", ")),
                list("t.", others),
                list("excluded.", others));
    }

    /** A staged column in the real table's type. */
    String typed(String column) {
        return "s." + column + "::" + catalog.type(rows.table(), column);
    }

    private static String list(String prefix, List<String> columns) {
        return columns.stream().map(column -> prefix + column).collect(joining(", "));
    }
}
