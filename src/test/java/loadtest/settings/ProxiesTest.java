package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way an address is reached, by the variables and properties that say so. */
class ProxiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPS_PROXY=http://p:3128                      | https://a.example.com      | http://p:3128 (HTTPS_PROXY)",
                "HTTPS_PROXY=http://p:3128                      | http://a.example.com       | ''",
                "HTTP_PROXY=p                                   | HTTP://a.example.com:8080  | http://p:1080 (HTTP_PROXY)",
                "HTTPS_PROXY=HTTPS://p/                         | https://a.example.com      | https://p:443 (HTTPS_PROXY)",
                "HTTPS_PROXY=http://my_proxy.:3128              | https://a.example.com      | http://my_proxy.:3128 (HTTPS_PROXY)",
                "HTTPS_PROXY=http://[2001:db8::1]:3128          | https://a.example.com      | http://[2001:db8::1]:3128 (HTTPS_PROXY)",
                "HTTPS_PROXY=http://u:a@b@p:3128                | https://a.example.com      | http://p:3128 (HTTPS_PROXY)",
                "HTTPS_PROXY=http://p:1;https_proxy=http://q:2  | https://a.example.com      | http://q:2 (https_proxy)",
                "HTTPS_PROXY=http://p:1;https.proxyHost=q       | https://a.example.com      | http://q:443 (-Dhttps.proxyHost)",
                "https.proxyHost=2001:db8::1;https.proxyPort=9  | https://a.example.com      | http://[2001:db8::1]:9 (-Dhttps.proxyHost)",
                "http.proxyHost=q                               | http://a.example.com       | http://q:80 (-Dhttp.proxyHost)",
                "http.proxyPort=9                               | http://a.example.com       | ''",
            })
    void aProxyIsOfOneScheme(String variables, URI address, String way) {
        var proxies = proxies(variables);

        assertThat(proxies.to(address).map(ProxyServer::shown).orElse("")).isEqualTo(way);
        assertThat(proxies.route(address)).isEqualTo(way.isEmpty() ? "" : " through the proxy " + way);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com                  | https://example.com            | true",
                "example.com                  | https://API.example.com.       | true",
                "example.com                  | https://notexample.com         | false",
                ".example.com                 | https://example.com            | true",
                "*.Example.com                | https://a.b.example.com        | true",
                "example.com.                 | https://a.example.com          | true",
                "example.com:8443             | https://a.example.com:8443     | true",
                "example.com:443              | https://a.example.com          | true",
                "example.com:8443             | https://a.example.com          | false",
                "other.com, a.example.com     | https://a.example.com          | true",
                "other.com a.example.com      | https://a.example.com          | true",
                "*                            | https://a.example.com          | true",
                "other.com,*                  | https://a.example.com          | true",
                "my_host:8443                 | https://api.my_host:8443       | true",
                "my_host:443                  | https://api.my_host:8443       | false",
                "10.1.2.3                     | https://10.1.2.3               | true",
                "10.1.2.3                     | https://10.1.2.30              | false",
                "10.1.0.0/16                  | https://10.1.255.3             | true",
                "10.1.0.0/16                  | https://10.2.0.1               | false",
                "10.1.0.0/15                  | https://10.0.9.9               | true",
                "10.1.2.3:8443                | https://10.1.2.3:8443          | true",
                "10.1.2.3:8443                | https://10.1.2.3               | false",
                "192.168.*                    | https://192.168.7.8            | true",
                "2001:db8::/32                | https://[2001:db8:1::5]        | true",
                "[2001:db8::1]:8443           | https://[2001:0db8:0::1]:8443  | true",
                "2001:db8::1                  | https://[2001:db8:0::1]        | true",
                "10.0.0.0/8                   | https://ten.example.com        | false",
                "bücher.example               | https://xn--bcher-kva.example  | true",
                ",                            | https://a.example.com          | false",
            })
    void noProxyIsAskedForTheHostsOfTheList(String list, URI address, boolean direct) {
        for (var variable : new String[] {"NO_PROXY", "no_proxy"}) {
            var proxies = Settings.of(Map.of("HTTPS_PROXY", "http://p:3128", variable, list))
                    .network()
                    .proxies();

            assertThat(proxies.to(address).isEmpty()).isEqualTo(direct);
            assertThat(proxies.route(address))
                    .isEqualTo(
                            direct ? " directly (" + variable + ")" : " through the proxy http://p:3128 (HTTPS_PROXY)");
        }
    }

    @Test
    void theJdksOwnListNamesWholeHosts() {
        var proxies = proxies("https.proxyHost=p;http.nonProxyHosts=other.com|*.example.com|10.*|[2001:db8::1]");

        assertThat(Stream.of(
                        "https://a.example.com", "https://other.com", "https://10.1.2.3", "https://[2001:db8:0::1]"))
                .allMatch(address -> proxies.to(URI.create(address)).isEmpty());
        assertThat(Stream.of("https://example.com", "https://a.other.com", "https://110.1.2.3"))
                .allMatch(address -> proxies.to(URI.create(address)).isPresent());
        assertThat(proxies.route(URI.create("https://other.com"))).isEqualTo(" directly (-Dhttp.nonProxyHosts)");
    }

    @Test
    void thisMachineIsAlwaysReachedDirectly() {
        var proxies = proxies("HTTP_PROXY=http://p:1;HTTPS_PROXY=http://p:1");

        assertThat(Stream.of("http://localhost:3000", "https://127.0.0.1", "http://127.8.9.1", "http://[::1]:3000"))
                .allMatch(address -> proxies.to(URI.create(address)).isEmpty())
                .allMatch(address -> proxies.route(URI.create(address)).equals(" directly (this machine)"));
        assertThat(Settings.of(Map.of()).network()).isEqualTo(Network.DIRECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPS_PROXY           | socks5://user:canary@p:1080     | HTTPS_PROXY: found 'socks5://***@p:1080'",
                "https_proxy           | http://user:canary              | https_proxy: found 'http://***'",
                "HTTP_PROXY            | user:canary@p:x                 | HTTP_PROXY: found '***'",
                "HTTP_PROXY            | http://canary@p:70000           | HTTP_PROXY: found 'http://***@p:70000'",
                "HTTP_PROXY            | http://p:0                      | HTTP_PROXY: found 'http://p:0'",
                "HTTP_PROXY            | http://u:canary%zz@p:1          | HTTP_PROXY: found 'http://***'",
                "HTTP_PROXY            | http://u:can%0Aary@p:1          | HTTP_PROXY: the decoded password: character 4",
                "HTTP_PROXY            | http:///x                       | HTTP_PROXY: found 'http:///x'",
                "HTTP_PROXY            | http://p:1/?canary              | HTTP_PROXY: found 'http://p:1/?***'",
                "HTTP_PROXY            | a proxy                         | HTTP_PROXY: found 'a proxy'",
                "http.proxyHost        | http://p                        | -Dhttp.proxyHost: found 'http://p'",
            })
    void whatIsNoProxyIsRefusedInOneLine(String variable, String value, String line) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
                .isInstanceOf(BadInput.class)
                .hasNoCause()
                .hasMessageStartingWith(line)
                .hasMessageNotContainingAny("canary", "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_PROXY              | http://a.example.com            | NO_PROXY: found 'http://a.example.com'",
                "NO_PROXY              | a.example.com:x                 | NO_PROXY: found 'a.example.com:x'",
                "no_proxy              | b.com,a.example.com:70000       | no_proxy: found 'a.example.com:70000'",
                "NO_PROXY              | 10.0.0.0/33                     | NO_PROXY: found '10.0.0.0/33'",
                "NO_PROXY              | 10.0.0/8                        | NO_PROXY: found '10.0.0/8'",
                "NO_PROXY              | a..b                            | NO_PROXY: found 'a..b'",
                "http.nonProxyHosts    | a,b                             | -Dhttp.nonProxyHosts: found 'a,b'",
            })
    void whatIsNoExceptionIsRefusedWhereThereIsAProxyAlone(String variable, String value, String line) {
        assertThatThrownBy(() -> Settings.of(Map.of("HTTP_PROXY", "http://p:3128", variable, value)))
                .isInstanceOf(BadInput.class)
                .hasNoCause()
                .hasMessageStartingWith(line)
                .hasMessageNotContaining("\n");
        assertThat(Settings.of(Map.of(variable, value)).network()).isEqualTo(Network.DIRECT);
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> proxies("https.proxyHost=p;https.proxyPort=x"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("-Dhttps.proxyPort: found 'x'");
    }

    @Test
    void aLoginIsASecretInEveryForm() {
        var settings = Settings.of(Map.of("HTTPS_PROXY", "http://canary-user:canary%2Fword@p:3128"));
        var proxies = settings.network().proxies();

        assertThat(settings.toString()).doesNotContain("canary");
        assertThat(proxies.route(URI.create("https://a.example.com"))).doesNotContain("canary");
        assertThat(proxies.https()
                        .orElseThrow()
                        .login()
                        .orElseThrow()
                        .password()
                        .reveal())
                .isEqualTo("canary/word");
        assertThat(Mask.of(settings).in("canary-user canary/word canary%2Fword" + " Y2FuYXJ5LXVzZXI6Y2FuYXJ5L3dvcmQ="))
                .isEqualTo("*** *** *** ***");
    }

    @Test
    void namesOfProxiesAreNoMistakesAndMisspeltOnesAre() {
        var names = Stream.of(
                        "http_proxy", "https_proxy", "no_proxy", "all_proxy", "ALL_PROXY", "FTP_PROXY", "FTPS_PROXY")
                .collect(Collectors.toMap(name -> name, name -> "x"));
        var properties =
                Set.of("http.proxyHost", "ftp.proxyHost", "ftp.nonProxyHosts", "socksProxyHost", "http.proxyUser");

        assertThat(UnknownVariables.of(names, Set.of(), properties).mistakes()).isEmpty();
        assertThat(UnknownVariables.of(Map.of("HTTPS_PROXI", "x"), Set.of(), Set.of())
                        .mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.nearest()).contains("HTTPS_PROXY"));
    }

    /** Maven's plugin keeps these properties from the engine, and hands on the others. */
    @Test
    void propertiesOfProxiesAreHandedOnToALoad() throws Exception {
        var pom = Files.readString(Path.of("pom.xml"));

        assertThat(Variables.PROPERTIES.stream().filter(name -> name.startsWith("http")))
                .hasSize(5)
                .allMatch(name -> pom.contains("-D" + name + "=${" + name + "}"));
    }

    private static Proxies proxies(String variables) {
        var given = new HashMap<String, String>();
        Stream.of(variables.split(";")).forEach(one -> given.put(one.split("=", 2)[0], one.split("=", 2)[1]));
        return Settings.of(given).network().proxies();
    }
}
