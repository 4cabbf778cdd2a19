package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import loadtest.settings.TargetGuard.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
    @ParameterizedTest
    @CsvSource({
        // this machine
        "http://localhost:3000,                   '',                       true",
        "http://LocalHost:3000,                   '',                       true",
        "http://api.localhost,                    '',                       true",
        "http://127.0.0.1:3000,                   '',                       true",
        "http://127.8.9.10,                       '',                       true",
        "http://[::1]:3000,                       '',                       true",
        "http://[0:0:0:0:0:0:0:1]:3000,           '',                       true",
        "http://[::ffff:127.0.0.1]:3000,          '',                       true",
        // looks like this machine, is not
        "https://localhost.example.com,           '',                       false",
        "https://127.0.0.1.example.com,           '',                       false",
        "https://notlocalhost,                    '',                       false",
        "https://128.0.0.1,                       '',                       false",
        "https://10.0.0.7,                        '',                       false",
        "https://[::2],                           '',                       false",
        // staging by name
        "https://staging.example.com,             '',                       true",
        "https://api-staging.example.com,         '',                       true",
        "https://api.staging2.example.com,        '',                       true",
        "https://staging-eu.example.com,          '',                       true",
        "https://STG.Example.com,                 '',                       true",
        "https://stage.example.com.,              '',                       true",
        "https://app.dev.example.com,             '',                       true",
        "https://sandbox.example.com,             '',                       true",
        "https://test-api.example.com,            '',                       true",
        "https://api.example.test,                '',                       true",
        "https://nas.local,                       '',                       true",
        // not staging by name
        "https://api.example.com,                 '',                       false",
        "https://example.dev,                     '',                       false",
        "https://latest.example.com,              '',                       false",
        "https://contest.example.com,             '',                       false",
        "https://devices.example.com,             '',                       false",
        "https://backstage.example.com,           '',                       false",
        "https://example.com/staging,             '',                       false",
        "https://test.com,                        '',                       false",
        "https://dev.to,                          '',                       false",
        "https://stage.io,                        '',                       false",
        "https://test-prod.example.com,           '',                       false",
        "https://live.test.example.com,           '',                       false",
        // plain http needs a word, staging or not
        "http://staging.example.com,              '',                       false",
        "http://staging.example.com,              staging.example.com,      true",
        // confirmed by name, and only by the whole name
        "https://api.example.com,                 api.example.com,          true",
        "http://api.example.com:8080,             API.example.com,          true",
        "https://api.example.com,                 'other.com,api.example.com', true",
        "https://api.example.com,                 example.com,              false",
        "https://api.example.com,                 *,                        false",
        "https://api.example.com.evil.org,        api.example.com,          false",
    })
    void judgesApplicationsByTheirHost(URI url, String confirmed, boolean allowed) {
        assertThat(guard(confirmed).allows(Target.application("PERF_BASE_URL", url)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:54321,           '',                     true",
        "https://abcdefgh.supabase.co,     '',                     false",
        "https://staging.example.com,      '',                     false",
        "https://abcdefgh.supabase.co,     abcdefgh.supabase.co,   true",
        "https://abcdefgh.supabase.co,     supabase.co,            false",
    })
    void wantsSupabaseConfirmedByNameWhateverTheNameSays(URI url, String confirmed, boolean allowed) {
        assertThat(guard(confirmed).allows(Target.supabase(url))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,                   '',                          true",
        "localhost,                   '',                          true",
        "[::1],                       '',                          true",
        "staging-db.example.com,      '',                          false",
        "aws-0.pooler.supabase.com,   '',                          false",
        "aws-0.pooler.supabase.com,   aws-0.pooler.supabase.com,   true",
    })
    void wantsDatabasesConfirmedByNameWhateverTheNameSays(String host, String confirmed, boolean allowed) {
        var database = Database.parse("SUPABASE_DB_URL", new Secret("postgresql://u:p@" + host + "/postgres"));

        assertThat(guard(confirmed).allows(Target.database(database))).isEqualTo(allowed);
    }

    @Test
    void namesEveryRefusedHostAndWhatWouldAllowThem() {
        var targets = List.of(
                Target.supabase(URI.create("https://abc.supabase.co")),
                Target.application("PERF_BASE_URL", URI.create("https://api.example.com")),
                Target.application("PERF_APP_BASE_URL", URI.create("http://staging.example.com")),
                Target.application("PERF_STATION_REDEEM_URL", URI.create("http://localhost/redeem")));

        assertThatThrownBy(() -> guard("known.example.com").check(targets))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_CONFIRM_TARGET: SUPABASE_URL is on abc.supabase.co, and its name cannot tell staging"
                        + " from production; PERF_BASE_URL is on api.example.com, which is neither loopback nor staging"
                        + " by name; PERF_APP_BASE_URL is on staging.example.com over plain http; nothing was sent;"
                        + " if this is meant, set PERF_CONFIRM_TARGET="
                        + "known.example.com,abc.supabase.co,api.example.com,staging.example.com");
        assertThatCode(() -> guard("abc.supabase.co,api.example.com,staging.example.com")
                        .check(targets))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "[::1]"})
    void knowsThisMachine(String host) {
        assertThat(TargetGuard.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://load.example.com,             true",
        "https://LOAD.Example.com.,            true",
        "https://staging.example.com,          false",
        "https://load.example.com.evil.org,    false",
        "https://reload.example.com,           false",
        "http://load.example.com,              false",
    })
    void takesAPatternOfOnesOwnForStagingNames(URI url, boolean allowed) {
        var guard = new TargetGuard(Settings.of(Map.of("PERF_STAGING_PATTERN", "load[.]example[.]com"))
                .run());

        assertThat(guard.allows(Target.application("PERF_BASE_URL", url))).isEqualTo(allowed);
    }

    @Test
    void aPatternOfOnesOwnDoesNotCountForNamesThatSayNothing() {
        var guard = new TargetGuard(
                Settings.of(Map.of("PERF_STAGING_PATTERN", ".*")).run());

        assertThat(guard.allows(Target.supabase(URI.create("https://abc.supabase.co"))))
                .isFalse();
    }

    @Test
    void refusesAPatternThatIsNone() {
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_STAGING_PATTERN", "(staging")))
                .isInstanceOf(BadInput.class)
                .hasMessage("PERF_STAGING_PATTERN: found '(staging'; valid: a regular expression for whole host names");
    }

    private static TargetGuard guard(String confirmed) {
        return new TargetGuard(
                Settings.of(Map.of("PERF_CONFIRM_TARGET", confirmed)).run());
    }
}
