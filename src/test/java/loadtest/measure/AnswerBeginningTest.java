package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.http.response.ByteArrayResponseBody;
import io.gatling.http.response.Response;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;

class AnswerBeginningTest {

    @Test
    void aTextIsShownInOneLineOfFiveHundredCharacters() {
        assertThat(shown("{\"error\":\"x\"}\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"error\":\"x\"}\\u000a");
        assertThat(shown("ü€𝄞".repeat(400_000).getBytes(StandardCharsets.UTF_8)))
                .hasSizeBetween(500, 503)
                .endsWith("...")
                .doesNotContain("\uFFFD");
    }

    @Test
    void aTextIsReadInItsOwnEncoding() {
        assertThat(shown("Zürich".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1))
                .isEqualTo("Zürich");
        assertThat(shown("Zürich".getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16))
                .isEqualTo("Zürich");
    }

    @Test
    void whatIsNoTextIsNamed() {
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2};

        assertThat(shown(png)).isEqualTo("(7 bytes of image/x, no text)");
        assertThat(shown(new byte[] {'a', 0, 'b'})).isEqualTo("(3 bytes of image/x, no text)");
        assertThat(shown("Zürich".getBytes(StandardCharsets.ISO_8859_1))).contains("no text");
        assertThat(shown(new byte[0])).isEmpty();
    }

    /** A secret that the cut would tear in two is hidden first; this one has the form of a token. */
    @Test
    void nothingOfASecretIsLeftAtTheCut() {
        var token = "eyJhbGciOiJIUzI1NiJ9." + "a".repeat(2_000) + "." + "b".repeat(40);
        var text = "x".repeat(490) + " " + token + " and +250788123456";

        assertThat(shown(text.getBytes(StandardCharsets.UTF_8))).contains("***").doesNotContain("eyJ", "aaa", "250788");
    }

    private static String shown(byte[] body) {
        return shown(body, StandardCharsets.UTF_8);
    }

    private static String shown(byte[] body, Charset charset) {
        return AnswerBeginning.of(new Response(
                        null,
                        0,
                        0,
                        HttpResponseStatus.BAD_GATEWAY,
                        new DefaultHttpHeaders().add("content-type", "image/x"),
                        new ByteArrayResponseBody(body, charset),
                        Map$.MODULE$.empty(),
                        false))
                .shown();
    }
}
