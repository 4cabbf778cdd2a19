package loadtest.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the seeder of which each has a platform with the newest tables to itself. */
public abstract class OnADeployment {
    @RegisterExtension
    public static final Postgres POSTGRES = new Postgres();

    @TempDir
    public Path folder;

    public SeededPlatform staging;

    @BeforeEach
    void deploy() throws Exception {
        staging = new SeededPlatform(POSTGRES, folder);
    }

    @AfterEach
    void takeDown() {
        staging.close();
    }
}
