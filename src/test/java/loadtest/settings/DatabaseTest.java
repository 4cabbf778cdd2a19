package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseTest {
    private static final String CANARY = "canary-pw";

    @ParameterizedTest
    @CsvSource({
        "postgres://u:secret@db.example.com:6000/app,                       db.example.com, 6000, app, u, secret",
        "postgresql://u:secret@db.example.com/app,                          db.example.com, 5432, app, u, secret",
        "jdbc:postgresql://db.example.com:6543/app?user=u&password=secret,  db.example.com, 6543, app, u, secret",
        "jdbc:postgresql://u:secret@db.example.com/app,                     db.example.com, 5432, app, u, secret",
        "postgresql://u.ref:p%40ss%2Fw%3Aord%25@h/postgres,                 h, 5432, postgres, u.ref, p@ss/w:ord%",
        "postgresql://u%40x:a+b@h/app,                                      h, 5432, app, u@x, a+b",
        "jdbc:postgresql://h/app?password=p%26q%3Dr&user=u,                 h, 5432, app, u, p&q=r",
        "postgresql://u:a:b@h/app,                                          h, 5432, app, u, a:b",
        "postgresql://u:secret@[::1]:5433/app,                              [::1], 5433, app, u, secret",
        "postgresql://u:secret@supabase_db_app:5433/app,                    supabase_db_app, 5433, app, u, secret",
        "jdbc:postgresql://my_db/app?user=u&password=secret,                my_db, 5432, app, u, secret",
        "postgres://u:secret@m\u00FCnchen.example/app,                      xn--mnchen-3ya.example, 5432, app, u, secret",
        "postgresql://u:secret@h/my%20db,                                   h, 5432, my db, u, secret",
    })
    void takesTheThreeForms(String url, String host, int port, String name, String user, String password) {
        var database = Database.parse("SUPABASE_DB_URL", new Secret(url));

        assertThat(database.host()).isEqualTo(host);
        assertThat(database.port()).isEqualTo(port);
        assertThat(database.name()).isEqualTo(name);
        assertThat(database.user()).isEqualTo(user);
        assertThat(database.password().reveal()).isEqualTo(password);
        assertThat(database.properties()).containsEntry("user", user).containsEntry("password", password);
        assertThat(Driver.parseURL(database.jdbcUrl(), null))
                .containsEntry("PGHOST", host)
                .containsEntry("PGPORT", "" + port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary-pw",
                "http://u:canary-pw@h/app",
                "mysql://u:canary-pw@h/app",
                "postgresql://u:canary-pw@h",
                "postgresql://u:canary-pw@h/",
                "postgresql://u:canary-pw@/app",
                "postgresql://:canary-pw/app",
                "postgresql://u@h/app?canary-pw",
                "postgresql://u:canary-pw@h:port/app",
                "postgresql://u:canary-pw@h:99999/app",
                "postgresql://u:canary-pw#@h/app",
                "postgresql://u:canary-pw%zz@h/app",
                "postgresql://u:canary-pw with spaces@h/app",
                "jdbc:postgresql://h/app?password=canary-pw",
                "jdbc:postgresql://h/app?user=u&password=canary-pw%zz",
                "jdbc:postgresql://h:99999/app?user=u&password=canary-pw",
                "jdbc:postgresql://h1,h2/app?user=u&password=canary-pw",
                "jdbc:postgresql:app?user=u&password=canary-pw",
                "jdbc:mysql://h/app?user=u&password=canary-pw",
                "postgres://u:canary-pw%2@h/app",
                "postgres://u:canary_pw@h:0/app",
                "postgres://u:canary-pw@ss@h/app",
                "postgres://u:canary-pw@my_h1,my_h2/app",
                "postgres://u:canary-pw@my_h:port/app",
                "postgres://u:canary-pw@h:0/app",
                "postgres://u:canary-pw@h:-1/app",
                "postgres://u:canary-pw@h:65536/app",
                "postgres://u:canary-pw@h/%zz",
                "postgres://u:canary-pw@h/app?%zz",
                "postgres://u:canary-pw@[::1/app",
            })
    void refusesAnythingElseWithoutShowingIt(String url) {
        assertThatThrownBy(() -> Database.parse("SUPABASE_DB_URL", new Secret(url)))
                .isInstanceOf(BadInput.class)
                .hasNoCause()
                .hasMessageStartingWith("SUPABASE_DB_URL: not the address of a Postgres")
                .hasMessageNotContainingAny(CANARY, "\n");
    }

    @Test
    void refusesAHostWhoseLettersAreAmbiguousForWhatItIs() {
        assertThatThrownBy(() ->
                        Database.parse("SUPABASE_DB_URL", new Secret("postgres://u:canary-pw@stra\u00DFe.example/app")))
                .isInstanceOf(BadInput.class)
                .hasNoCause()
                .hasMessageStartingWith(
                        "SUPABASE_DB_URL: 'stra\u00DFe.example' is the name of no host, or of one that is"
                                + " not the same by all standards")
                .hasMessageNotContainingAny(CANARY, "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:canary-pw%0A@h/app,      the decoded password: character 10 is U+000A",
        "postgresql://u:canary-pw%E2%80%8B@h/app, the decoded password: character 10 is U+200B",
        "postgresql://u%00:canary-pw@h/app,      the decoded user: character 2 is U+0000",
        "postgresql://u:canary-pw@h/app%0D,      the decoded name of the database: character 4 is U+000D",
        "postgresql://u:canary-pw@h/app?sslmode=disable&sslmode=require, found '?sslmode= twice'",
        "postgresql://u:canary-pw@h/app?a=canary-pw&%61=canary-pw,       found '?a= twice'",
    })
    void refusesWhatCannotBeMeant(String url, String said) {
        assertThatThrownBy(() -> Database.parse("SUPABASE_DB_URL", new Secret(url)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("SUPABASE_DB_URL: ")
                .hasMessageContaining(said)
                .hasMessageNotContainingAny(CANARY, "\n");
    }

    @Test
    void givesTheDriverAUrlWithoutCredentials() {
        var database = Database.parse("X", new Secret("postgresql://u:canary-pw@h/my%20db?sslmode=require"));

        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/my+db");
        assertThat(database.properties()).containsEntry("sslmode", "require").containsEntry("password", CANARY);
    }

    @Test
    void preparesNoStatementsThroughTheTransactionPooler() {
        assertThat(Database.parse("X", new Secret("postgresql://u:p@h:6543/app"))
                        .properties())
                .containsEntry("prepareThreshold", "0");
        assertThat(Database.parse("X", new Secret("postgresql://u:p@h:5432/app"))
                        .properties())
                .doesNotContainKey("prepareThreshold");
        assertThat(Database.parse("X", new Secret("postgresql://u:p@h:6543/app?prepareThreshold=3"))
                        .properties())
                .containsEntry("prepareThreshold", "3");
    }

    @Test
    void takesNothingThatNeedsASessionThroughTheTransactionPooler() {
        for (var parameter : new String[] {"options", "currentSchema"}) {
            assertThatThrownBy(() -> Database.parse(
                            "SUPABASE_DB_URL", new Secret("postgresql://u:canary-pw@h:6543/app?" + parameter + "=x")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("found '?" + parameter + "='")
                    .hasMessageContaining("transaction pooler")
                    .hasMessageNotContaining(CANARY);
            assertThat(Database.parse("X", new Secret("postgresql://u:p@h:5432/app?" + parameter + "=x"))
                            .properties())
                    .containsEntry(parameter, "x");
        }
    }

    @Test
    void encryptsOffThisMachine() {
        assertThat(Database.parse("X", new Secret("postgresql://u:p@db.example.com/app"))
                        .properties())
                .containsEntry("sslmode", "require");
        for (var host : new String[] {"127.0.0.1", "localhost", "[::1]"}) {
            assertThat(Database.parse("X", new Secret("postgresql://u:p@" + host + "/app"))
                            .properties())
                    .doesNotContainKey("sslmode");
        }
        assertThat(Database.parse("X", new Secret("postgresql://u:p@db.example.com/app?sslmode=disable"))
                        .properties())
                .containsEntry("sslmode", "disable");
        assertThat(Database.parse("X", new Secret("postgresql://u:p@db.example.com/app?sslmode=disable"))
                        .verifiedBy(Path.of("ca.pem"))
                        .properties())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "ca.pem");
    }

    @Test
    void showsNoPasswordWhereverItStood() {
        var database = Database.parse(
                "X", new Secret("postgresql://u:canary-pw@h/app?password=canary-pw2&sslpassword=canary-pw3"));

        assertThat(database.toString()).isEqualTo("postgresql://u@h:5432/app");
        assertThat(database.password().reveal()).isEqualTo(CANARY);
    }
}
