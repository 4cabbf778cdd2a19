package loadtest.seed.table;

import java.util.List;
import loadtest.seed.fixture.TableRows;
import loadtest.seed.summary.LeftOut;

/**
 * The fixtures cut to the tables of one database, which come in several generations.
 *
 * @param stages the tables that can be written, in order
 * @param notes what is left out, and why
 * @param leftOut tables that one scenario alone needs, and that are not there
 * @param doubts columns that must be filled, which a trigger of the database may do
 * @param problems what makes seeding impossible
 */
public record Fitting(
        List<Stage> stages, List<String> notes, List<LeftOut> leftOut, List<Doubt> doubts, List<String> problems) {

    /**
     * A column that accepts no row without a value, which the seeder does not give.
     *
     * @param problem what to say if no trigger fills it either
     */
    record Doubt(Stage stage, String column, String problem) {}

    static Fitting of(Catalog catalog, List<TableRows> tables) {
        var fitter = new Fitter(catalog, tables);
        tables.forEach(fitter::fit);
        return fitter.fitting();
    }

    /** Those of the tables that can be written. */
    List<TableRows> written(List<TableRows> tables) {
        var names = stages.stream().map(Stage::table).toList();
        return tables.stream().filter(rows -> names.contains(rows.table())).toList();
    }
}
