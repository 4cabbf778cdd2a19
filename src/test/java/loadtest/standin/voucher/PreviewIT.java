package loadtest.standin.voucher;

import static loadtest.testing.ExpectedAnswer.get;
import static loadtest.testing.ExpectedAnswer.headers;
import static loadtest.testing.ExpectedAnswer.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import loadtest.testing.RunningStandIn;
import loadtest.testing.StandInExtension;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Previews and their files, row by row, on vouchers of the test's own. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewIT {
    private static final String PREVIEW = "/api/vouchers/preview";
    private static final String[] NONE = {};

    private RunningStandIn target;
    private String[] bridge;

    @BeforeAll
    void target(RunningStandIn shared) {
        target = shared;
        bridge = headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"));
    }

    private static String body(String voucher) {
        return "{\"voucherId\":\"%s\"}".formatted(voucher);
    }

    @TestFactory
    Stream<DynamicTest> previews() throws SQLException {
        var voucher = target.voucher("expires_at = '2030-05-01'");
        var full = """
                {"voucherId":"%s","amount":2000.5,"currency":"RWF","code":"AAAAA","expiresAt":"2030-01-01T00:00:00Z",
                 "barName":"Bar","unknown":1}""".formatted(voucher);
        var invalid = "/error=invalid_payload";
        return Stream.of(
                        post(
                                "a voucher",
                                PREVIEW,
                                full,
                                bridge,
                                200,
                                "/imageUrl",
                                "/pdfUrl",
                                "/expiresAt=2030-05-01T00:00:00+00:00",
                                "/integration/status=ok",
                                "/integration/target"),
                        post(
                                "no secret",
                                PREVIEW,
                                full,
                                NONE,
                                401,
                                "/error=unauthorized",
                                "/message=invalid bridge secret"),
                        post(
                                "a wrong secret",
                                PREVIEW,
                                full,
                                headers("x-bridge-secret", "x"),
                                401,
                                "/error=unauthorized"),
                        post("no voucher", PREVIEW, "{}", bridge, 400, invalid, "/message"),
                        post("unknown voucher", PREVIEW, body(UUID.randomUUID().toString()), bridge, 400, invalid),
                        post("a bad amount", PREVIEW, full.replace("2000.5", "-1"), bridge, 400, invalid),
                        post("a bad expiry", PREVIEW, full.replace("2030-01-01", "soon"), bridge, 400, invalid),
                        post("no JSON", PREVIEW, "x", bridge, 400, invalid),
                        get("unknown image", "/api/vouchers/" + UUID.randomUUID() + "/qr.png", NONE, 404, "/error"),
                        get("no id", "/api/vouchers/x/qr.png", NONE, 404, "/error"),
                        get("unknown PDF", "/api/vouchers/" + UUID.randomUUID() + "/voucher.pdf", NONE, 404, "/error"))
                .map(row -> row.of(target));
    }

    @Test
    void imageAndPdfShowTheVoucherAndLeaveItAsItWas() throws SQLException, IOException, NotFoundException {
        var voucher = target.voucher("");
        var row = "select v::text || xmin from vouchers v where id = ?::uuid";
        var before = target.sql(row, voucher);
        var code = target.sql("select code5 from vouchers where id = ?::uuid", voucher);
        var preview = target.send("POST", PREVIEW, body(voucher), bridge).json();

        var image = target.send("GET", preview.path("imageUrl").asText(), null);
        var pdf = target.send("GET", preview.path("pdfUrl").asText(), null);

        assertThat(image.header("content-type")).isEqualTo("image/png");
        var pixels = ImageIO.read(new ByteArrayInputStream(image.body()));
        var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(pixels)));
        assertThat(new MultiFormatReader().decode(bitmap).getText()).contains(voucher, code);
        assertThat(pdf.header("content-type")).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document)).contains(code, "2000.50 RWF");
        }
        assertThat(target.sql(row, voucher)).isEqualTo(before);
    }

    @Test
    void aPreviewKeyAnswersAsTheFirstTime() throws SQLException {
        var voucher = target.voucher("expires_at = '2030-05-01'");
        var keyed = headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"), "x-idempotency-key", "k-1");
        var first = target.send("POST", PREVIEW, body(voucher), keyed);
        target.sql("update vouchers set expires_at = '2031-05-01' where id = ?::uuid", voucher);

        assertThat(target.send("POST", PREVIEW, body(voucher), keyed).json()).isEqualTo(first.json());
        assertThat(target.send("POST", PREVIEW, body(voucher), bridge).json()).isNotEqualTo(first.json());
    }
}
