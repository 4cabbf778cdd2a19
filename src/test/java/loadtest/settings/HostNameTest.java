package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "Db.Example.COM,          db.example.com",
        "db.example.com.,         db.example.com",
        "[::1],                   ::1",
        "Supabase_DB_app,         supabase_db_app",
        "M\u00DCNCHEN.example,    xn--mnchen-3ya.example",
        "XN--MNCHEN-3YA.example., xn--mnchen-3ya.example",
        "stra\u00DFe.example,     stra\u00DFe.example",
        "a b,                     a b",
    })
    void twoSpellingsOfOneHostAreOneText(String host, String plain) {
        assertThat(HostName.plain(host)).isEqualTo(plain);
        assertThat(HostName.plain(HostName.plain(host))).isEqualTo(plain);
    }
}
