package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.http.client.uri.Uri;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.TargetGuard.GuardedTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
    private static final URI PREVIEW = URI.create("https://app.staging.example.com/api/preview");

    @ParameterizedTest
    @CsvSource({
        // this machine
        "http://localhost:3000,                   '',                       true",
        "http://LocalHost:3000,                   '',                       true",
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
        "https://0.0.0.0,                         '',                       false",
        "https://[::],                            '',                       false",
        "https://[::127.0.0.1],                   '',                       false",
        "https://nowhere.invalid.localhost,       '',                       false",
        "https://2130706433,                      '',                       false",
        "https://0x7f000001,                      '',                       false",
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
        "https://staging-prd.example.com,         '',                       false",
        "https://prd2.staging.example.com,        '',                       false",
        "https://api.staging.prd.example.com,     '',                       false",
        "https://staging.acme-prod.com,           '',                       false",
        "https://produs.staging.example.com,      '',                       false",
        "https://staging.prodeu.example.com,      '',                       false",
        "https://prod1a.staging.example.com,      '',                       false",
        "https://products.staging.example.com,    '',                       true",
        "https://producer-staging.example.com,    '',                       true",
        "https://canary.staging.example.com,      '',                       false",
        "https://prod.example.test,               '',                       false",
        // words count below the registrable domain
        "https://test.co.uk,                      '',                       false",
        "https://dev.com.au,                      '',                       false",
        "https://staging.github.io,               '',                       false",
        "https://myapp-staging.vercel.app,        '',                       false",
        "https://staging.supabase.co,             '',                       false",
        "https://staging.co.uk,                   '',                       false",
        "https://api.test.co.uk,                  '',                       false",
        "https://staging.vercel.app.example.com,  '',                       true",
        "https://api-staging.example.co.uk,       '',                       true",
        "https://staging.myproject.vercel.app,    '',                       true",
        "https://staging.acme.github.io,          '',                       true",
        "https://staging.acme.internal,           '',                       true",
        "https://xn--staging-q2a.example.com,     '',                       false",
        "https://staging.xn--bcher-kva.example,   '',                       true",
        // suffixes themselves, and names of one label
        "https://staging,                         '',                       false",
        "https://test,                            '',                       false",
        "https://vercel.app,                      '',                       false",
        // plain http needs a word, staging or not
        "http://staging.example.com,              '',                       false",
        "http://staging.example.com,              staging.example.com,      true",
        // confirmed by name, and only by the whole name
        "https://api.example.com,                 api.example.com,          true",
        "http://api.example.com:8080,             API.example.com,          true",
        "https://api.example.com,                 'other.com,api.example.com', true",
        "https://api.example.com,                 example.com,              false",
        "https://api.example.com,                 *,                        false",
        "https://xn--mnchen-3ya.example,          m\u00FCnchen.example,     true",
        "https://xn--mnchen-3ya.example,          XN--MNCHEN-3YA.example.,  true",
        "https://api.example.com.,                api.example.com,          true",
        "https://api.example.com.evil.org,        api.example.com,          false",
    })
    void judgesApplicationsByTheirHost(URI url, String confirmed, boolean allowed) {
        assertThat(guard(confirmed).allows(GuardedTarget.application("PERF_BASE_URL", url)))
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
        assertThat(guard(confirmed).allows(GuardedTarget.supabase(url))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,                   '',                          true",
        "localhost,                   '',                          true",
        "[::1],                       '',                          true",
        "staging-db.example.com,      '',                          false",
        "aws-0.pooler.supabase.com,   '',                          false",
        "aws-0.pooler.supabase.com,   aws-0.pooler.supabase.com,   true",
        "supabase_db_app,             '',                          false",
        "supabase_db_app,             supabase_db_app,             true",
        "m\u00FCnchen.example,        xn--mnchen-3ya.example,      true",
    })
    void wantsDatabasesConfirmedByNameWhateverTheNameSays(String host, String confirmed, boolean allowed) {
        var database = Database.parse("SUPABASE_DB_URL", new Secret("postgresql://u:p@" + host + "/postgres"));

        assertThat(guard(confirmed).allows(GuardedTarget.database(database))).isEqualTo(allowed);
    }

    @Test
    void namesEveryRefusedHostAndWhatWouldAllowThem() {
        var targets = List.of(
                GuardedTarget.supabase(URI.create("https://abc.supabase.co")),
                GuardedTarget.application("PERF_BASE_URL", URI.create("https://api.example.com")),
                GuardedTarget.application("PERF_APP_BASE_URL", URI.create("http://staging.example.com")),
                GuardedTarget.application("PERF_STATION_REDEEM_URL", URI.create("http://localhost/redeem")));

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

    /** What answers name: places of documents, and targets of redirects, relative ones among them. */
    @ParameterizedTest
    @CsvSource({
        // of the same server
        "https://staging.example.com/qr.png,            https://staging.example.com/qr.png",
        "/qr.png?a=%2F#part,                            https://app.staging.example.com/qr.png?a=%2F",
        "qr.png,                                        https://app.staging.example.com/api/qr.png",
        "?page=2,                                       https://app.staging.example.com/api/preview?page=2",
        "//cdn.staging.example.com,                     https://cdn.staging.example.com/",
        // of another that is allowed
        "HTTPS://CDN.Staging.Example.com:443/A,         https://cdn.staging.example.com:443/A",
        "https://cdn.staging.example.com./a b|c,        https://cdn.staging.example.com./a%20b%7Cc",
        "https://known.example.com/x,                   https://known.example.com/x",
        "http://known_one.example.com/x,                http://known_one.example.com/x",
        "http://127.0.0.1:8080/x,                       http://127.0.0.1:8080/x",
        "http://[::1]:8080/x,                           http://[::1]:8080/x",
        "https://bücher.staging.example.com/ü,          https://xn--bcher-kva.staging.example.com/%C3%BC",
    })
    void letsAnAnswerLeadWhereLoadMayGo(String named, URI address) {
        assertThat(guard("known.example.com,known_one.example.com").judge(PREVIEW, named))
                .isEqualTo(new TargetGuard.Judgement(Optional.of(address), Optional.empty(), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "https://images.example.com/x,                  images.example.com",
        "//images.example.com/x,                        images.example.com",
        "https://IMAGES.Example.com.:8443/x,            images.example.com",
        "https://known.example.com.evil.org,            known.example.com.evil.org",
        "https://evil.org/staging.example.com,          evil.org",
        "https://evil.org?@staging.example.com,         evil.org",
        "https://evil.org#@staging.example.com,         evil.org",
        "https://evil_one.example.com/x,                evil_one.example.com",
        "https://test.co.uk/x,                          test.co.uk",
        "https://myapp-staging.vercel.app/x,            myapp-staging.vercel.app",
        "http://169.254.169.254/latest/meta-data,       169.254.169.254",
        "http://2130706433/x,                           2130706433",
        "http://0x7f.1/x,                               0x7f.1",
        "http://127.1/x,                                127.1",
        "http://0/x,                                    0",
        "http://[fd00::1]/x,                            fd00::1",
        "https://ｅｖｉｌ.org/x,                          evil.org",
        "https://xn--80ak6aa92e.com,                    xn--80ak6aa92e.com",
    })
    void refusesWhatNobodyHasConfirmedAndSaysWhatWould(String named, String host) {
        assertThat(guard("").judge(PREVIEW, named))
                .isEqualTo(new TargetGuard.Judgement(
                        Optional.empty(),
                        Optional.of(host),
                        "not fetched: " + host + " is not confirmed; PERF_CONFIRM_TARGET=" + host));
    }

    @Test
    void refusesPlainHttpToAHostThatIsStagingByName() {
        assertThat(guard("").judge(PREVIEW, "http://staging.example.com/x").refusal())
                .isEqualTo("not fetched: staging.example.com is not confirmed;"
                        + " PERF_CONFIRM_TARGET=staging.example.com (it is plain http)");
        assertThat(guard("staging.example.com")
                        .judge(PREVIEW, "http://staging.example.com/x")
                        .address())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "file:///etc/passwd",
                "ftp://staging.example.com/x",
                "data:image/png;base64,AA==",
                "javascript:alert(1)",
                "mailto:a@staging.example.com",
                "https:staging.example.com",
                "https:///x",
                "https://",
                "https://:8080/x",
                "http://staging.example.com@evil.com/",
                "http://staging.example.com:80@evil.com/",
                "https://user:password@staging.example.com/x",
                "http://staging.example.com\\@evil.com/",
                "http://evil.com\\.staging.example.com/",
                "http://evil.com%2F.staging.example.com/",
                "http://staging.example.com:99999/x",
                "http://staging.example.com:x/",
                "http://stag\ning.example.com/x",
                "https://staging.example.com/x\r\nx-injected: y",
                "https://staging..example.com/x",
                "https://[::1/x",
                "https://[::1]evil.com/x",
                "https://[127.0.0.1]/x",
                "https://staging.example.com/100%",
                "http://[::1%25lo]/x",
            })
    void refusesWhatIsNoAddressOfTheWeb(String named) {
        var judgement = guard("staging.example.com,evil.com").judge(PREVIEW, named);

        assertThat(judgement.address()).isEmpty();
        assertThat(judgement.unconfirmed()).isEmpty();
        assertThat(judgement.refusal())
                .isEqualTo("not fetched: the answer names no address of http or https with a host and without"
                        + " credentials");
    }

    /** The engine must not read another host out of what was judged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://staging.example.com",
                "https://staging.example.com:8443/a?b=http://evil.org/@x",
                "http://[::1]:8080/x@y",
                "http://127.0.0.1/\\evil.org",
                "https://known_one.example.com/",
                "https://bücher.staging.example.com/",
                "//cdn.staging.example.com//evil.org/",
                "/@evil.org/",
            })
    void theEngineReadsTheSameHost(String named) {
        var address =
                guard("known_one.example.com").judge(PREVIEW, named).address().orElseThrow();
        var read = Uri.create(address.toString());

        assertThat(address.getRawAuthority())
                .isEqualTo(read.getHost() + (read.getPort() == -1 ? "" : ":" + read.getPort()));
        assertThat(read.getScheme()).isEqualTo(address.getScheme());
        assertThat(read.getUserInfo()).isNull();
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

        assertThat(guard.allows(GuardedTarget.application("PERF_BASE_URL", url)))
                .isEqualTo(allowed);
    }

    @Test
    void aPatternOfOnesOwnDoesNotCountForNamesThatSayNothing() {
        var guard = new TargetGuard(
                Settings.of(Map.of("PERF_STAGING_PATTERN", ".*")).run());

        assertThat(guard.allows(GuardedTarget.supabase(URI.create("https://abc.supabase.co"))))
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
