package loadtest.endpoint;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import loadtest.settings.Settings;

/** Voucher previews as the admin app offers them, and the documents they lead to. */
public final class Vouchers {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private final Settings settings;

    public Vouchers(Settings settings) {
        this.settings = settings;
    }

    /** Previews {@code voucherId} under {@code idempotencyKey}; leaves {@code imageUrl} and {@code pdfUrl}. */
    public HttpRequestActionBuilder preview() {
        var vouchers = settings.vouchers();
        var request = http("POST /api/vouchers/preview")
                .post(vouchers.previewUrl().orElseThrow().toString())
                .header(vouchers.idempotencyHeader(), "#{idempotencyKey}")
                .body(ElFileBody("bodies/voucher-preview.json"))
                .asJson()
                .disableFollowRedirect();
        return Auth.bridged(Auth.bearer(request, "authorization", vouchers.bearer()), settings.run())
                .check(
                        status().in(200, 202),
                        // Degraded is a failure whatever the status says.
                        jmesPath("integration.status").not("degraded"),
                        jmesPath("imageUrl").saveAs("imageUrl"),
                        jmesPath("pdfUrl").saveAs("pdfUrl"));
    }

    /** The voucher's picture: it really is a PNG or an SVG. */
    public HttpRequestActionBuilder image() {
        return http("GET voucher image")
                .get("#{imageUrl}")
                .header("Accept", "image/*")
                .check(
                        status().is(200),
                        bodyBytes().transform(Vouchers::isPicture).is(true).name("a PNG or SVG"));
    }

    /** The voucher's document: it really is a PDF, from its first to its last mark. */
    public HttpRequestActionBuilder pdf() {
        return http("GET voucher pdf")
                .get("#{pdfUrl}")
                .header("Accept", "application/pdf")
                .check(
                        status().is(200),
                        bodyBytes().transform(Vouchers::isPdf).is(true).name("a PDF"));
    }

    static boolean isPicture(byte[] body) {
        return startsWith(body, PNG)
                || text(body, 0, Math.min(body.length, 1024)).contains("<svg");
    }

    static boolean isPdf(byte[] body) {
        return startsWith(body, "%PDF-".getBytes(StandardCharsets.US_ASCII))
                && text(body, Math.max(0, body.length - 1024), body.length).contains("%%EOF");
    }

    private static boolean startsWith(byte[] body, byte[] mark) {
        return body.length >= mark.length && Arrays.equals(body, 0, mark.length, mark, 0, mark.length);
    }

    private static String text(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
