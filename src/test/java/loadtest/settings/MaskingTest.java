package loadtest.settings;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "PERF_BASE_URL,        https://user:canary@h.example.com",
        "PERF_BASE_URL,        https://user:can/ary@canary@h",
        "PERF_BASE_URL,        user:canary@h",
        "PERF_BASE_URL,        ftp://h/?key=canary",
        "PERF_BASE_URL,        https://user:canary",
        "PERF_BASE_URL,        https://h:canary/x",
        "PERF_BASE_URL,        'https://u:se\ncanary@h.example.com'",
        "PERF_STATION_REDEEM_URL, 'http://127.0.0.1:9/redeem?code=abc\ncanary-tail'",
        "PERF_STATIC_HEADERS,  {canary",
        "PERF_STATIC_HEADERS,  '{\"a\":{\"b\":\"canary\"}}'",
        "PERF_STATIC_HEADERS,  '{\"a\":\"canary\\n\"}'",
        "SUPABASE_DB_URL,      http://u:canary@h/app",
    })
    void showsNoCredentialOfAWrongValue(String variable, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
                .isInstanceOf(BadInput.class)
                .hasNoCause()
                .hasMessageNotContainingAny("canary", "can/ary");
    }

    @Test
    void showsNoSecretInAnyForm() throws Exception {
        var canaries = new TreeMap<String, String>();
        for (var variable : List.of(
                "PERF_PASSWORD",
                "PERF_BEARER_TOKEN",
                "SUPABASE_SERVICE_ROLE_KEY",
                "PERF_VOUCHER_BEARER",
                "PERF_WABA_SANDBOX_TOKEN",
                "BRIDGE_SHARED_SECRET",
                "PERF_CAMPAIGN_BEARER",
                "PERF_STATION_BEARER",
                "PERF_SEED_USER_PASSWORD")) {
            canaries.put(variable, "canary-" + variable);
        }
        canaries.put("PERF_STATIC_HEADERS", "{\"authorization\":\"canary-header\"}");
        canaries.put("SUPABASE_DB_URL", "postgresql://u:canary-db@h/app?sslpassword=canary-ssl");
        var settings = Settings.of(canaries);

        assertThat(settings.toString()).doesNotContain("canary").contains("***");
        var json = new ObjectMapper()
                .writeValueAsString(List.of(
                        settings.run().staticHeaders(),
                        settings.supabase().database().orElseThrow(),
                        settings.agent().password().orElseThrow()));
        assertThat(json).isEqualTo("[{\"authorization\":\"***\"},\"postgresql://u@h:5432/app\",\"***\"]");
    }

    @Test
    void keepsSecretsUsable() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
        assertThat(Map.ofEntries(entry("k", new Secret("canary"))).toString()).isEqualTo("{k=***}");
        assertThat(new Secret("a").reveal()).isEqualTo("a");
    }
}
