package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.testing.SeededPlatform;
import loadtest.testing.SystemPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stations are points on the globe in the real databases. */
class PostGisIT {
    @TempDir
    Path folder;

    @Test
    void writesStationsAsPoints() throws Exception {
        var programs = SystemPostgres.withPostGis();
        assumeTrue(programs.isPresent(), "no Postgres with PostGIS is installed");
        try (var postgres = SystemPostgres.start(programs.get(), folder);
                var staging = new SeededPlatform(postgres, folder, "postgres")) {
            staging.execute(Files.readString(Path.of("src/test/resources/seed/accounts.sql")));
            staging.execute(Files.readString(Path.of("src/test/resources/seed/older.sql")));
            staging.execute("create schema extensions; create extension postgis schema extensions;"
                    + " alter table stations drop column location_point,"
                    + " add column location_point extensions.geography(Point, 4326) not null");

            staging.seed(20);

            assertThat(staging.value("select round(extensions.st_x(location_point::extensions.geometry)::numeric, 4)"
                            + " || ' ' || round(extensions.st_y(location_point::extensions.geometry)::numeric, 4)"
                            + " from stations where engencode = 'ENG-PERF-002'"))
                    .isEqualTo("30.0525 -1.9475");
            var again = staging.seed(20);
            assertThat(again.nothingChanged()).as(again.text()).isTrue();
        }
    }
}
