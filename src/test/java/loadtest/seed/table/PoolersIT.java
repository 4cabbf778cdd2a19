package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.sql.DriverManager;
import loadtest.settings.BadInput;
import loadtest.testing.OnADeployment;
import loadtest.testing.PgBouncer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pooler gives one state for all its refusals: its words are passed on, with advice for the common ones. */
class PoolersIT extends OnADeployment {
    private static final int FEW = 20;

    @BeforeEach
    void onlyWhereItIsInstalled() {
        assumeTrue(PgBouncer.isInstalled(), "PgBouncer is not installed");
    }

    @Test
    void statementPoolingIsRefused() throws Exception {
        try (var pooler = PgBouncer.before(POSTGRES.port(), "*", "pool_mode = statement")) {
            assertRefused(
                    pooler, staging.database, "right", "statement pooling", "use its session or transaction mode");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "md5", "scram-sha-256"})
    void aWrongPassword(String method) throws Exception {
        var users = Files.writeString(folder.resolve("users"), "\"postgres\" \"right\"\n");
        var settings = "auth_type = " + method + "\nauth_file = " + users.toAbsolutePath();
        try (var pooler = PgBouncer.before(POSTGRES.port(), "*", settings)) {
            assertRefused(pooler, staging.database, "canary", "authentication failed", "check user and password");
        }
    }

    @Test
    void anUnknownDatabase() throws Exception {
        var users = Files.writeString(folder.resolve("users"), "\"postgres\" \"right\"\n");
        var settings = "auth_type = plain\nauth_file = " + users.toAbsolutePath();
        try (var pooler = PgBouncer.before(POSTGRES.port(), "other", settings)) {
            assertRefused(pooler, staging.database, "right", "no such database", "check the database's name");
        }
    }

    @Test
    void aPoolerThatIsFull() throws Exception {
        try (var pooler = PgBouncer.before(POSTGRES.port(), "*", "max_client_conn = 1");
                var first = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/" + staging.database, "postgres", "any")) {
            assertThat(first.isValid(5)).isTrue();
            assertRefused(pooler, staging.database, "right", "no more connections allowed", "the server is full");
        }
    }

    @Test
    void aParameterThatItDoesNotPassOn() throws Exception {
        try (var pooler = PgBouncer.before(POSTGRES.port())) {
            assertRefused(
                    pooler,
                    staging.database + "?options=-c%20geqo=off",
                    "right",
                    "startup parameter",
                    "remove that parameter from the address");
        }
    }

    private void assertRefused(PgBouncer pooler, String database, String password, String said, String advice)
            throws Exception {
        staging.with(
                "SUPABASE_DB_URL",
                "postgresql://postgres:" + password + "@127.0.0.1:" + pooler.port() + "/" + database);

        assertThatThrownBy(() -> staging.seed(FEW))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("SUPABASE_DB_URL: the database at 127.0.0.1:" + pooler.port() + " refused")
                .hasMessageContaining(said)
                .hasMessageContaining(advice)
                .hasMessageNotContainingAny("\n", "canary", "seed again", "cannot be reached", "can be reached");
        assertThat(staging.count("vouchers")).isZero();
        assertThat(staging.auth.count("POST")).isZero();
    }
}
