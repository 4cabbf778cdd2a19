package loadtest.seed.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loadtest.seed.fixture.FixtureKind;
import loadtest.seed.fixture.Need;
import loadtest.seed.fixture.Row;
import loadtest.seed.fixture.TableRows;
import loadtest.seed.summary.LeftOut;

/** Decides for each kind of fixture whether its table can be written, and with which columns. */
final class Fitter {
    private final List<Stage> stages = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Fitting.Doubt> doubts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Catalog catalog;
    private final Set<String> seeded;

    Fitter(Catalog catalog, List<TableRows> tables) {
        this.catalog = catalog;
        this.seeded = tables.stream()
                .filter(rows -> rows.kind().need().when() != Need.When.WHERE_REFERRED_TO || canBeFilled(rows))
                .map(rows -> "public." + rows.table())
                .collect(Collectors.toSet());
        seeded.add("auth.users");
    }

    Fitting fitting() {
        return new Fitting(stages, notes, leftOut, doubts, problems);
    }

    void fit(TableRows rows) {
        if (catalog.columns(rows.table()).isEmpty()) {
            absent(rows.kind());
        } else if (isWanted(rows) && hasOwners(rows) && !belongsElsewhere(rows)) {
            stage(rows);
        }
    }

    private void absent(FixtureKind kind) {
        var text = catalog.insteadOf(kind.table())
                .map(what -> "public." + kind.table() + " is " + what + " and no table")
                .orElse("table public." + kind.table() + " is missing");
        var need = kind.need();
        if (need.when() == Need.When.FOR_ONE_SCENARIO) {
            notes.add("%s: its fixtures are left out, and %s cannot run here".formatted(text, need.name()));
            leftOut.add(new LeftOut(kind.table(), need.name()));
        } else if (need.when() == Need.When.UNLESS_OTHER_TABLE
                && !catalog.columns(need.name()).isEmpty()) {
            notes.add("%s: its fixtures are left out, since %s is there instead".formatted(text, need.name()));
        } else if (!need.isOfSomeGenerations()) {
            problems.add(text);
        }
    }

    private boolean isWanted(TableRows rows) {
        var table = "public." + rows.table();
        return switch (rows.kind().need().when()) {
            case WHERE_REFERRED_TO -> seeded.contains(table) && catalog.refersTo(table);
            // Another table may have the same name.
            case WHERE_PRESENT -> catalog.columns(rows.table()).keySet().containsAll(rows.columns());
            default -> true;
        };
    }

    /** Rows whose owners have no table would belong to nobody. */
    private boolean hasOwners(TableRows rows) {
        return rows.kind()
                .owner()
                .filter(owner -> catalog.columns(owner.table()).isEmpty())
                .isEmpty();
    }

    /** Whether the seeder knows enough of a table that it would do without. */
    private boolean canBeFilled(TableRows rows) {
        return catalog.columns(rows.table()).entrySet().stream()
                .allMatch(column -> !column.getValue().insists()
                        || rows.columns().contains(column.getKey())
                        || catalog.hasInsertTrigger(rows.table()));
    }

    private boolean belongsElsewhere(TableRows rows) {
        var elsewhere = rows.kind()
                .owner()
                .filter(owner -> rows.kind().has(FixtureKind.Rule.LEFT_OUT_ELSEWHERE))
                .map(owner -> column(rows, owner.column()))
                .filter(this::refersElsewhere);
        elsewhere.ifPresent(column -> notes.add(
                rows.table() + " refers to " + column.refersTo() + ", which is not seeded: the table is left out"));
        return elsewhere.isPresent();
    }

    private void stage(TableRows rows) {
        var written = new LinkedHashSet<String>();
        var emptied = new LinkedHashSet<String>();
        var unfilled = new HashMap<String, String>();
        for (var column : rows.columns()) {
            if (isWritten(rows, column, emptied, unfilled)) {
                written.add(column);
            }
        }
        new TreeMap<>(catalog.columns(rows.table())).forEach((name, column) -> {
            if (column.insists() && !rows.columns().contains(name)) {
                unfilled.put(name, "has no default, and the seeder does not know what with");
            }
        });
        var stage = new Stage(rows, List.copyOf(written), emptied, catalog);
        stages.add(stage);
        unfilled(stage, rows.rows().isEmpty() ? Map.of() : unfilled);
    }

    private void unfilled(Stage stage, Map<String, String> columns) {
        new TreeMap<>(columns).forEach((name, why) -> {
            var problem = "column " + stage.table() + "." + name + " must be filled and " + why;
            if (catalog.hasInsertTrigger(stage.table())) {
                doubts.add(new Fitting.Doubt(stage, name, problem));
            } else {
                problems.add(problem);
            }
        });
    }

    private boolean isWritten(TableRows rows, String name, Set<String> emptied, Map<String, String> unfilled) {
        var column = column(rows, name);
        if (column == null) {
            return rows.presence(name) == Row.Presence.ALWAYS && omitted(rows, name, "is missing");
        }
        if (!column.writable() && rows.kind().key().contains(name)) {
            problems.add("column " + rows.table() + "." + name
                    + " is computed by the database alone, and the seeder knows its rows by it");
            return false;
        }
        if (!column.writable() || column.hasDefault() && !rows.fills(name) && !isPutBack(rows, name)) {
            return false;
        }
        if (refersElsewhere(column)) {
            var why = "refers to " + column.refersTo() + ", which is not seeded";
            if (rows.kind().isEssential(name) || column.notNull() || column.hasDefault()) {
                return omitted(rows, name, why);
            }
            // What a load has written there must go all the same, and null refers to nothing.
            emptied.add(name);
            if (rows.fills(name)) {
                notes.add("column " + rows.table() + "." + name + " " + why + ": left empty");
            }
        }
        if (column.notNull() && rows.leavesEmpty(name)) {
            unfilled.put(name, "the fixtures leave it empty in some rows");
        }
        return true;
    }

    /** What a load fills and the fixtures leave empty: null puts it back, whatever its default is. */
    private boolean isPutBack(TableRows rows, String name) {
        return rows.presence(name) == Row.Presence.WHERE_PRESENT
                && !column(rows, name).notNull();
    }

    /** Never written: noted, or a problem where rows cannot do without it. */
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
