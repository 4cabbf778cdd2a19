package loadtest.scenario.preview;

import static io.gatling.javaapi.core.CoreDsl.ElFileBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import loadtest.settings.VoucherDocument;
import loadtest.target.LinkedDocument;
import loadtest.target.Origin;

/** Voucher previews as the admin app offers them, and the documents they lead to. */
public final class Vouchers {
    static final String BODY = "bodies/voucher-preview.json";

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private final Origin origin;
    private final String idempotencyHeader;
    private final Set<VoucherDocument> promised;

    /**
     * @param origin the preview endpoint
     * @param promised what a preview leads to; others are ignored
     */
    public Vouchers(Origin origin, String idempotencyHeader, Set<VoucherDocument> promised) {
        this.origin = origin;
        this.idempotencyHeader = idempotencyHeader;
        this.promised = promised;
    }

    /** The name of the request that fetches a document. */
    static String request(VoucherDocument document) {
        return "GET voucher " + document.word();
    }

    /** The field of a preview with its address. */
    static String field(VoucherDocument document) {
        return document.word() + "Url";
    }

    /** Why a promised document is not fetched whose field is empty or absent. */
    static String absence(VoucherDocument document) {
        return "no " + document.word() + " was made";
    }

    /**
     * Previews {@code voucherId} under {@code idempotencyKey}; leaves {@code imageUrl} and {@code pdfUrl}, as far as they
     * are promised, empty where the answer has none.
     */
    public ChainBuilder preview() {
        return origin.post("POST /api/vouchers/preview", call -> call.header(idempotencyHeader, "#{idempotencyKey}")
                .body(ElFileBody(BODY))
                .asJson()
                .check(
                        status().in(200, 202),
                        // Degraded is a failure whatever the status says.
                        jmesPath("integration.status").not("degraded"),
                        jmesPath("imageUrl || pdfUrl || integration.status || expiresAt")
                                .exists()
                                .name("a preview"))
                .check(promised.stream().map(Vouchers::address).toArray(CheckBuilder[]::new)));
    }

    /** An address that is absent or null takes the place of an earlier visit's, too. */
    private static CheckBuilder address(VoucherDocument document) {
        return jmesPath(field(document)).withDefault("").saveAs(field(document));
    }

    /** What is promised: a picture that really is a PNG or an SVG, a PDF from its first to its last mark. */
    public List<LinkedDocument> documents() {
        return promised.stream().map(this::document).toList();
    }

    private LinkedDocument document(VoucherDocument document) {
        return switch (document) {
            case IMAGE -> document(document, "image/*", Vouchers::isPicture, "a PNG or SVG");
            case PDF -> document(document, "application/pdf", Vouchers::isPdf, "a PDF");
        };
    }

    private LinkedDocument document(
            VoucherDocument document, String type, Function<byte[], Boolean> check, String what) {
        var content = bodyBytes().transform(check).is(true).name(what);
        return new LinkedDocument(request(document), field(document), type, content, absence(document), origin);
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
