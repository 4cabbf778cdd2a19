package loadtest.seed.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.seed.fixture.FixtureKind;
import loadtest.seed.fixture.Row;
import loadtest.seed.fixture.TableRows;
import loadtest.seed.summary.LeftOut;

/**
 * The fixtures cut to the tables of one database, which come in several generations.
 *
 * @param stages the tables that can be written, in order
 * @param notes what is left out, and why
 * @param leftOut tables that one scenario alone needs, and that are not there
 * @param problems what makes seeding impossible
 */
public record Fitting(List<Stage> stages, List<String> notes, List<LeftOut> leftOut, List<String> problems) {

    static Fitting of(Catalog catalog, List<TableRows> tables) {
        var fitter = new Fitter(catalog, tables);
        tables.forEach(fitter::fit);
        return new Fitting(fitter.stages, fitter.notes, fitter.leftOut, fitter.problems);
    }

    /** Those of the tables that can be written. */
    List<TableRows> written(List<TableRows> tables) {
        var names = stages.stream().map(Stage::table).toList();
        return tables.stream().filter(rows -> names.contains(rows.table())).toList();
    }

    private static final class Fitter {
        private final List<Stage> stages = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final Catalog catalog;
        private final Set<String> seeded;

        Fitter(Catalog catalog, List<TableRows> tables) {
            this.catalog = catalog;
            seeded = Stream.concat(Stream.of("auth.users"), tables.stream().map(table -> "public." + table.table()))
                    .collect(Collectors.toSet());
        }

        void fit(TableRows rows) {
            if (catalog.columns(rows.table()).isEmpty()) {
                missing(rows);
                return;
            }
            if (belongsElsewhere(rows)) {
                return;
            }
            var written = new LinkedHashSet<String>();
            for (var column : rows.columns()) {
                if (isWritten(rows, column)) {
                    written.add(column);
                }
            }
            new TreeMap<>(catalog.columns(rows.table())).forEach((name, column) -> {
                if (column.insists() && !rows.columns().contains(name)) {
                    problems.add("column " + rows.table() + "." + name
                            + " must be filled and has no default, and the seeder does not know what with");
                }
            });
            stages.add(new Stage(rows, List.copyOf(written), catalog));
        }

        private void missing(TableRows rows) {
            var text = "table public." + rows.table() + " is missing";
            rows.kind()
                    .neededBy()
                    .ifPresentOrElse(
                            scenario -> {
                                notes.add("%s: its fixtures are left out, and %s cannot run here"
                                        .formatted(text, scenario));
                                leftOut.add(new LeftOut(rows.table(), scenario));
                            },
                            () -> problems.add(text));
        }

        private boolean belongsElsewhere(TableRows rows) {
            var elsewhere = rows.kind()
                    .owner()
                    .filter(owner -> owner.rule() == FixtureKind.Rule.LEFT_OUT_ELSEWHERE)
                    .map(owner -> column(rows, owner.column()))
                    .filter(this::refersElsewhere);
            elsewhere.ifPresent(column -> notes.add(
                    rows.table() + " refers to " + column.refersTo() + ", which is not seeded: the table is left out"));
            return elsewhere.isPresent();
        }

        private boolean isWritten(TableRows rows, String name) {
            var column = column(rows, name);
            if (column == null) {
                return missing(rows, name);
            }
            if (!column.writable()
                    || rows.presence(name) == Row.Presence.WHERE_INSISTED_ON && !column.insists()
                    || column.hasDefault() && !rows.fills(name)) {
                return false;
            }
            if (refersElsewhere(column)) {
                return omitted(rows, name, "refers to " + column.refersTo() + ", which is not seeded");
            }
            if (column.notNull() && rows.leavesEmpty(name)) {
                problems.add("column " + rows.table() + "." + name
                        + " must be filled, and the fixtures leave it empty in some rows");
            }
            return true;
        }

        private boolean missing(TableRows rows, String name) {
            return rows.presence(name) == Row.Presence.ALWAYS && omitted(rows, name, "is missing");
        }

        /** Never written: told, or a problem where rows cannot do without it. */
        private boolean omitted(TableRows rows, String name, String why) {
            var column = column(rows, name);
            var text = "column " + rows.table() + "." + name + " " + why;
            if (rows.kind().isEssential(name) || column != null && column.insists()) {
                problems.add(text);
            } else {
                notes.add(text + ": left out");
            }
            return false;
        }

        private boolean refersElsewhere(Catalog.Column column) {
            return column != null && column.refersTo() != null && !seeded.contains(column.refersTo());
        }

        private Catalog.Column column(TableRows rows, String name) {
            return catalog.columns(rows.table()).get(name);
        }
    }
}
