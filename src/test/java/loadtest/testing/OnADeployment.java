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

    /** Makes a trigger that runs before each row is written. */
    protected void trigger(String table, String when, String body) throws Exception {
        var name = "zz_" + table;
        staging.execute("""
                create function %1$s() returns trigger language plpgsql as $$ begin %2$s return new; end $$;
                create trigger %1$s before %3$s on %4$s for each row execute function %1$s();
                """.formatted(name, body, when, table));
    }
}
