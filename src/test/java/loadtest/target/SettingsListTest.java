package loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsListTest {
    /** Their values have a form of their own, so a plain word proves nothing; see MaskingTest. */
    private static final Set<String> SECRET_BY_FORM = Set.of("PERF_STATIC_HEADERS", "SUPABASE_DB_URL");

    @Test
    void hidesExactlyWhatTypedSettingsMask() throws Exception {
        var masked = new HashSet<>(SECRET_BY_FORM);
        var names = Pattern.compile("(?m)^#([A-Z][A-Z_]+)=").matcher(Files.readString(Path.of(".env.example")));
        while (names.find()) {
            if (isMasked(names.group(1))) {
                masked.add(names.group(1));
            }
        }

        assertThat(SettingsList.secret()).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "PERF_BASE_URL, https://user:canary@api.example.com/x",
        "PERF_BASE_URL, https://api.example.com/x?key=canary",
        "PERF_STATION_REDEEM_URL, https://api.example.com/#canary",
        "SUPABASE_DB_URL, postgresql://u:canary@h/app",
        "PERF_PASSWORD, canary",
        "SUPABASE_URL, postgresql://postgres:canary@127.0.0.1:9/app",
        "PERF_STATION_REDEEM_URL, HTTP://127.0.0.1:9/redeem?key=canary",
        "PERF_APP_BASE_URL, HTTPS://u:canary@127.0.0.1:9",
        "PERF_BASE_URL, https://u:can/canary@h/x",
        "PERF_BASE_URL, //u:canary@h/x",
        "PERF_BASE_URL, https://h:canary/x",
        "PERF_BASE_URL, https://user:canary",
    })
    void showsNoSecret(String variable, String value) {
        assertThat(new SettingsList(Map.of(variable, value)).shown())
                .containsOnlyKeys(variable)
                .allSatisfy((name, shown) -> assertThat(shown).contains("***").doesNotContain("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-role", "Bearer service-role", "SERVICE-ROLE"})
    void showsThatTheServiceKeyIsAskedForByName(String asked) {
        assertThat(new SettingsList(Map.of("PERF_VOUCHER_BEARER", asked)).shown())
                .isEqualTo(Map.of("PERF_VOUCHER_BEARER", asked));
    }

    @Test
    void whatIsShownBreaksNoLine() {
        assertThat(new SettingsList(Map.of("PERF_ORG_SLUG", "a\n::error::x\u001b[31m")).shown())
                .containsEntry("PERF_ORG_SLUG", "a\\u000a::error::x\\u001b[31m");
    }

    @Test
    void showsWhatIsNoSecretAndNothingThatIsNoSetting() {
        var list = new SettingsList(Map.of("PERF_EMAIL", "a@example.com", "HOME", "/root", "PERF_BASEURL", "x"));

        assertThat(list.shown()).isEqualTo(Map.of("PERF_EMAIL", "a@example.com"));
    }

    @Test
    void findsEveryWrongValueInOnePass() {
        var list = new SettingsList(Map.of(
                "PERF_BASE_URL", "staging.example.com",
                "SUPABASE_DB_URL", "canary",
                "PERF_SHARE", "4/3",
                "PERF_EMAIL", "a@example.com"));

        assertThat(list.wrong()).containsOnlyKeys("PERF_BASE_URL", "SUPABASE_DB_URL", "PERF_SHARE");
        assertThat(list.wrong().values()).noneMatch(line -> line.contains("canary"));
    }

    private static boolean isMasked(String variable) {
        try {
            return !Settings.of(Map.of(variable, "canary-7")).toString().contains("canary-7")
                    && !Settings.of(Map.of(variable, "canary-7")).equals(Settings.of(Map.of()));
        } catch (BadInput e) {
            return false;
        }
    }
}
