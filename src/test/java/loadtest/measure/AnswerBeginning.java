package loadtest.measure;

import io.gatling.http.response.Response;
import io.gatling.http.response.ResponseBody;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import loadtest.settings.ForeignText;

/** The beginning of an answer's body: the rest is never copied. It is masked when it is asked for, since few are shown. */
public final class AnswerBeginning {
    /** Of a request without an answer. */
    static final AnswerBeginning NONE = new AnswerBeginning("");

    /** Characters of it that are shown. */
    static final int SHOWN = 500;

    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    private String text;
    private boolean masked;

    private AnswerBeginning(String text) {
        this.text = text;
    }

    /** Of what {@link #shown} has said on another machine. */
    static AnswerBeginning ofShown(String shown) {
        var beginning = new AnswerBeginning(shown);
        beginning.masked = true;
        return beginning;
    }

    /** To be read while the engine holds the body, in the step right after the request. */
    static AnswerBeginning of(Response response) {
        var body = response.body();
        if (body.length() == 0) {
            return NONE;
        }
        try {
            return new AnswerBeginning(
                    decoded(beginning(body), body.length(), body.charset()).orElseGet(() -> binary(response)));
        } catch (IOException | RuntimeException e) {
            return new AnswerBeginning(
                    "(the body could not be kept: " + e.getClass().getSimpleName() + ")");
        }
    }

    private static byte[] beginning(ResponseBody body) throws IOException {
        try (var stream = body.stream()) {
            return stream.readNBytes(MOST_BYTES_OF_A_CHARACTER * ForeignText.kept(SHOWN));
        }
    }

    /** Empty where the bytes are no text. */
    static Optional<String> decoded(byte[] beginning, int length, Charset charset) {
        var text = CharBuffer.allocate(Math.min(beginning.length, ForeignText.kept(SHOWN)));
        // Reports what is malformed; a character that is cut in two at the end is not.
        var result = charset.newDecoder().decode(ByteBuffer.wrap(beginning), text, length == beginning.length);
        text.flip();
        return result.isError() || text.chars().anyMatch(unit -> unit == 0)
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    private static String binary(Response response) {
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "unknown type");
        return String.format(
                Locale.ROOT, "(%,d bytes of %s, no text)", response.body().length(), type);
    }

    /** In one line, without secrets and phone numbers; empty where there was no body. */
    public synchronized String shown() {
        if (!masked) {
            text = ForeignText.shownWithoutNumbers(text, SHOWN);
            masked = true;
        }
        return text;
    }
}
