package loadtest.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import loadtest.seed.Seeder;
import loadtest.settings.Settings;
import loadtest.standin.auth.Keys;
import loadtest.standin.database.Db;
import loadtest.standin.database.DemoData;
import loadtest.standin.database.EmbeddedDatabase;
import loadtest.standin.database.Home;
import loadtest.standin.database.PreparedData;

/**
 * Makes what every stand-in of a day begins with: tables, demo rows and the fixtures of the project's own seeder, with
 * their summary.
 *
 * @param binaries where the programs of Postgres are unpacked
 * @param day its start in UTC: demo rows and fixtures hang on it
 */
record SeededData(Path binaries, Instant day) implements PreparedData.Making {
    @Override
    public PreparedData.Made in(Home home) throws IOException, SQLException {
        // Of this moment alone: no stand-in takes them, so a copy holds nobody's key.
        var keys = Keys.draw();
        try (var postgres = EmbeddedDatabase.start(home, binaries, keys.database());
                var db = new Db(postgres.address());
                var service = HttpService.listen(0)) {
            DemoData.write(db, day);
            var products = new Products(keys, service.address());
            products.register(service.api(), db);
            var variables = new HashMap<>(products.variables(postgres.address(), home.folder()));
            variables.put("PERF_SEED_ANCHOR", day.toString());
            var summary = Seeder.seed(Settings.of(variables)).summary();
            db.run("analyze");
            dropTemplates(db);
            return new PreparedData.Made(postgres.programs(), List.of(summary));
        }
    }

    /** Two thirds of all files, which every stand-in would copy and none needs: it makes no database. */
    private static void dropTemplates(Db db) throws SQLException {
        db.run("update pg_database set datistemplate = false");
        for (var template : List.of("template0", "template1")) {
            db.run("drop database " + template);
        }
    }
}
