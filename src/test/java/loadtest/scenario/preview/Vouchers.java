package loadtest.scenario.preview;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import loadtest.target.LinkedDocument;
import loadtest.target.Origin;

/** Voucher previews as the admin app offers them, and the documents they lead to. */
public final class Vouchers {
    static final String BODY = "bodies/voucher-preview.json";

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private final Origin origin;
    private final String idempotencyHeader;

    /** @param origin the preview endpoint */
    public Vouchers(Origin origin, String idempotencyHeader) {
        this.origin = origin;
        this.idempotencyHeader = idempotencyHeader;
    }

    /** Previews {@code voucherId} under {@code idempotencyKey}; leaves {@code imageUrl} and {@code pdfUrl}. */
    public ChainBuilder preview() {
        return origin.post("POST /api/vouchers/preview", call -> call.header(idempotencyHeader, "#{idempotencyKey}")
                .body(ElFileBody(BODY))
                .asJson()
                .check(
                        status().in(200, 202),
                        // Degraded is a failure whatever the status says.
                        jmesPath("integration.status").not("degraded"),
                        jmesPath("imageUrl").saveAs("imageUrl"),
                        jmesPath("pdfUrl").saveAs("pdfUrl")));
    }

    /** The voucher's picture: it really is a PNG or an SVG. */
    public LinkedDocument image() {
        return document("GET voucher image", "imageUrl", "image/*", Vouchers::isPicture, "a PNG or SVG");
    }

    /** The voucher's document: it really is a PDF, from its first to its last mark. */
    public LinkedDocument pdf() {
        return document("GET voucher pdf", "pdfUrl", "application/pdf", Vouchers::isPdf, "a PDF");
    }

    private LinkedDocument document(
            String name, String named, String type, Function<byte[], Boolean> check, String what) {
        var content = bodyBytes().transform(check).is(true).name(what);
        return new LinkedDocument(name, named, type, content, origin);
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
