package loadtest.scenario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    @Test
    void anHourIsGoodForAllButItsLastMinute() {
        var token = AccessToken.minted(jwt("{\"iat\":1000,\"exp\":4600}"), Optional.empty());

        assertThat(token.isFresh(Duration.ZERO)).isTrue();
        assertThat(token.isFresh(Duration.ofMinutes(58))).isTrue();
        assertThat(token.isFresh(Duration.ofMinutes(59).plusSeconds(1))).isFalse();
    }

    @Test
    void aShortLifeIsGoodForItsFirstHalf() {
        var token = AccessToken.minted(jwt("{\"iat\":1000,\"exp\":1060}"), Optional.empty());

        assertThat(token.isFresh(Duration.ofSeconds(20))).isTrue();
        assertThat(token.isFresh(Duration.ofSeconds(31))).isFalse();
    }

    @Test
    void whatTheTokenSaysGoesBeforeWhatTheAnswerSays() {
        var jwt = jwt("{\"iat\":1000,\"exp\":4600}");

        assertThat(AccessToken.minted(jwt, Optional.of(10L)).isFresh(Duration.ofMinutes(58)))
                .isTrue();
        assertThat(AccessToken.minted("opaque", Optional.of(10L)).isFresh(Duration.ofSeconds(6)))
                .isFalse();
    }

    @Test
    void anEndIsAnInstant() {
        assertThat(AccessToken.end(jwt("{\"exp\":4600}"))).contains(Instant.ofEpochSecond(4600));
        assertThat(AccessToken.end(jwt("{\"iat\":1000}"))).isEmpty();
        assertThat(AccessToken.end("opaque")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "a.b.c", "..", "", "a.%%%.c"})
    void aTokenWithoutClaimsIsKept(String text) {
        assertThat(AccessToken.minted(text, Optional.empty()).isFresh(Duration.ofDays(365)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"exp\":4600}", "{\"iat\":4600,\"exp\":4600}", "not JSON"})
    void claimsWithoutALifetimeAreIgnored(String claims) {
        assertThat(AccessToken.minted(jwt(claims), Optional.empty()).isFresh(Duration.ofDays(365)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775807", "-9223372036854775808", "1e30", "1e999", "123456789012345678901234567890"
            })
    void anyNumberMayBeAnEnd(String number) {
        var far = number.startsWith("-")
                ? Instant.ofEpochSecond(-100_000_000_000L)
                : Instant.ofEpochSecond(100_000_000_000L);

        assertThat(AccessToken.end(jwt("{\"exp\":" + number + "}"))).contains(far);
        for (var iat : new String[] {"1000", number, "-9e18", "1e30"}) {
            var claims = "{\"iat\":" + iat + ",\"exp\":" + number + "}";
            assertThat(AccessToken.minted(jwt(claims), Optional.empty()).isFresh(Duration.ofDays(365)))
                    .isTrue();
        }
    }

    @Test
    void anEndMayHaveAFraction() {
        assertThat(AccessToken.end(jwt("{\"exp\":4600.75}"))).contains(Instant.ofEpochSecond(4600));
        assertThat(AccessToken.end(jwt("{\"exp\":-1}"))).contains(Instant.ofEpochSecond(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"4600\"", "\"soon\"", "true", "[4600]", "{}"})
    void whatIsNoNumberTellsNothing(String claim) {
        assertThat(AccessToken.end(jwt("{\"exp\":" + claim + "}"))).isEmpty();
        assertThat(AccessToken.minted(jwt("{\"iat\":1000,\"exp\":" + claim + "}"), Optional.of(10L))
                        .isFresh(Duration.ofSeconds(6)))
                .isFalse();
    }

    private static String jwt(String claims) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return "e30." + encoded + ".c2ln";
    }
}
