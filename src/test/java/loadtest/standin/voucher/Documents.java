package loadtest.standin.voucher;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import loadtest.settings.ClassPath;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Renders what a customer gets to see of a voucher. */
final class Documents {
    private static final int IMAGE_PIXELS = 240;
    private static final float MARGIN = 36;
    private static final float QR_POINTS = 180;

    static {
        // Else it opens a window system on some machines, a file for each image, and an index of all fonts in ~.
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        FontMappers.set(new OneFont());
    }

    /** A row of {@code vouchers}; {@code expiresAt} may be null. */
    record Voucher(UUID id, String code, BigDecimal amount, String currency, String status, OffsetDateTime expiresAt) {}

    private Documents() {}

    /** A PNG of the code that a station scans. */
    static byte[] qrCode(Voucher voucher) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image(matrix(voucher, IMAGE_PIXELS)), "PNG", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Row by row into one bit a pixel: a tenth of what ZXing's own picture costs, which goes through colours. */
    private static BufferedImage image(BitMatrix matrix) {
        var image = new BufferedImage(matrix.getWidth(), matrix.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        var row = new int[matrix.getWidth()];
        for (var y = 0; y < matrix.getHeight(); y++) {
            for (var x = 0; x < row.length; x++) {
                row[x] = matrix.get(x, y) ? 0 : 1;
            }
            image.getRaster().setSamples(0, y, row.length, 1, 0, row);
        }
        return image;
    }

    /** One page: what the voucher is worth, and its code. */
    static byte[] pdf(Voucher voucher) {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var page = new PDPage(PDRectangle.A6);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                write(content, page.getMediaBox().getHeight() - MARGIN, lines(voucher));
                draw(content, matrix(voucher, 0));
            }
            document.getDocumentInformation().setTitle("Fuel voucher " + voucher.code());
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Voucher voucher) {
        var expiry = voucher.expiresAt() == null
                ? "never"
                : voucher.expiresAt().toLocalDate().toString();
        return List.of(
                "Fuel voucher " + voucher.code(),
                voucher.amount().toPlainString() + " " + voucher.currency(),
                "Status: " + voucher.status(),
                "Expires: " + expiry);
    }

    private static void write(PDPageContentStream content, float top, List<String> lines) throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 14);
        content.setLeading(20);
        content.newLineAtOffset(MARGIN, top);
        for (var line : lines) {
            content.showText(line);
            content.newLine();
        }
        content.endText();
    }

    /** As squares, not as a picture: sharp at any size, and cheap. */
    private static void draw(PDPageContentStream content, BitMatrix matrix) throws IOException {
        var side = QR_POINTS / matrix.getWidth();
        for (var y = 0; y < matrix.getHeight(); y++) {
            for (var x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    content.addRect(MARGIN + x * side, MARGIN + (matrix.getHeight() - 1 - y) * side, side, side);
                }
            }
        }
        content.fill();
    }

    private static BitMatrix matrix(Voucher voucher, int pixels) {
        try {
            var text = "voucher:" + voucher.id() + ":" + voucher.code();
            return new QRCodeWriter()
                    .encode(text, BarcodeFormat.QR_CODE, pixels, pixels, Map.of(EncodeHintType.MARGIN, 2));
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The font that comes with PDFBox, whatever is asked for: nothing is searched on the machine. */
    private static final class OneFont implements FontMapper {
        private static final String RESOURCE = "org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
        private final TrueTypeFont font;

        OneFont() {
            try {
                var file = ClassPath.find(PDDocument.class.getClassLoader(), RESOURCE);
                font = new TTFParser().parse(new RandomAccessReadBuffer(file.orElseThrow()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo info) {
            return new CIDFontMapping(null, font, false);
        }
    }
}
