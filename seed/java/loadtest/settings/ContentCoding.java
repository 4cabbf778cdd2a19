package loadtest.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.HttpEntity;

/** Reads an answer as its headers say that it is written. */
final class ContentCoding {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([\\w.:+-]+)");
    private static final Pattern GZIP = Pattern.compile("(?i)\\s*(?:x-)?gzip\\s*");

    private ContentCoding() {}

    /**
     * The content of a body. A server may compress what nobody asked it to (RFC 9110), and the engine reads that.
     *
     * @throws IOException if it is not compressed as it says
     */
    static InputStream content(HttpEntity entity) throws IOException {
        var coding = entity.getContentEncoding();
        if (coding == null || !GZIP.matcher(coding).matches()) {
            return entity.getContent();
        }
        var body = new PushbackInputStream(entity.getContent());
        var first = body.read();
        if (first < 0) {
            return body;
        }
        body.unread(first);
        return new GZIPInputStream(body);
    }

    /** The encoding that the type names, else UTF-8. */
    static Charset charset(HttpHeaders headers) {
        var named = CHARSET.matcher(headers.firstValue("content-type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) { // there is none of that name
            return StandardCharsets.UTF_8;
        }
    }
}
