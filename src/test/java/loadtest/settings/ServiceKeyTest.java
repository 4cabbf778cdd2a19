package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key that may do anything goes to its own project's server, and nowhere else. */
class ServiceKeyTest {
    @ParameterizedTest
    @CsvSource({
        // SUPABASE_URL,                  where a request goes,                          the key goes along
        "https://abc.supabase.co,         https://abc.supabase.co/customer/v1/metrics,   true",
        "https://abc.supabase.co,         https://ABC.supabase.co:443/metrics?x=y,       true",
        "https://abc.supabase.co/base,    https://abc.supabase.co/metrics,               true",
        "https://abc.supabase.co:8443,    https://abc.supabase.co:8443/metrics,          true",
        "http://127.0.0.1:54321,          http://127.0.0.1:54321/metrics,                true",
        "http://localhost:54321,          http://localhost:54321/metrics,                true",
        "http://[::1]:54321,              http://[::1]:54321/metrics,                    true",
        // another host, scheme or port
        "https://abc.supabase.co,         https://xyz.supabase.co/metrics,               false",
        "https://abc.supabase.co,         https://supabase.co/metrics,                   false",
        "https://abc.supabase.co,         https://x.abc.supabase.co/metrics,             false",
        "https://abc.supabase.co,         https://abc.supabase.co.evil.org/metrics,      false",
        "https://abc.supabase.co,         https://abc.supabase.co./metrics,              false",
        "https://abc.supabase.co,         https://abc.supabase.co:8443/metrics,          false",
        "https://abc.supabase.co,         http://abc.supabase.co/metrics,                false",
        "https://abc.supabase.co,         http://abc.supabase.co:443/metrics,            false",
        "https://abc.supabase.co,         http://127.0.0.1:9090/metrics,                 false",
        "http://127.0.0.1:54321,          http://127.0.0.1:9090/metrics,                 false",
        "http://127.0.0.1:54321,          http://127.0.0.1/metrics,                      false",
        "http://127.0.0.1:54321,          http://localhost:54321/metrics,                false",
        "http://127.0.0.1:54321,          http://[::1]:54321/metrics,                    false",
        "http://127.0.0.1:54321,          https://127.0.0.1:54321/metrics,               false",
        "'',                              http://127.0.0.1:9090/metrics,                 false",
        "'',                              https://abc.supabase.co/metrics,               false",
        // plain http off loopback, confirmed or not
        "http://abc.supabase.co,          http://abc.supabase.co/metrics,                false",
        "http://staging.example.com,      http://staging.example.com/metrics,            false",
        "http://10.0.0.7:54321,           http://10.0.0.7:54321/metrics,                 false",
        "http://no.such.localhost:54321,  http://no.such.localhost:54321/metrics,        false",
    })
    void goesToItsOwnOriginAlone(String project, URI to, boolean goes) {
        assertThat(supabase(project).keyFor(to).map(Secret::reveal).isPresent()).isEqualTo(goes);
    }

    @Test
    void isRefusedToAProjectThatIsReachedInPlainText() {
        assertThat(supabase("https://abc.supabase.co").ownKey()).contains(new Secret("the-key"));
        assertThatThrownBy(() -> supabase("http://abc.supabase.co").ownKey())
                .isInstanceOf(BadInput.class)
                .hasMessage("SUPABASE_URL: abc.supabase.co over plain http: the service key goes there over https"
                        + " alone; nothing was sent");
    }

    private static Supabase supabase(String project) {
        var variables = new HashMap<>(Map.of(
                "SUPABASE_SERVICE_ROLE_KEY",
                "the-key",
                "PERF_CONFIRM_TARGET",
                "abc.supabase.co,staging.example.com,10.0.0.7"));
        if (!project.isEmpty()) {
            variables.put("SUPABASE_URL", project);
        }
        return Settings.of(variables).supabase();
    }
}
