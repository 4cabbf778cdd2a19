package loadtest.seed;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the seeder of which each has a platform with the newest tables to itself. */
abstract class OnADeployment {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @TempDir
    Path folder;

    Staging staging;

    @BeforeEach
    void deploy() throws Exception {
        staging = new Staging(POSTGRES, folder);
    }

    @AfterEach
    void takeDown() {
        staging.close();
    }
}
