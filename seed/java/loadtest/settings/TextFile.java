package loadtest.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text in UTF-8 that a user brings. */
public final class TextFile {
    private TextFile() {}

    /**
     * Reads it, without a byte order mark and with the line ends of Unix.
     *
     * @param name what to call it in an error
     * @throws BadInput naming the line whose bytes are of another encoding
     * @throws IOException if it cannot be read
     */
    public static String read(String name, Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        var text = CharBuffer.allocate(bytes.remaining());
        var wrong =
                StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError();
        var read = text.flip().toString();
        var place = wrong ? read.length() : read.indexOf('\0');
        if (place >= 0) {
            var line =
                    1 + read.substring(0, place).chars().filter(c -> c == '\n').count();
            throw new BadInput(name + " line " + line + ": not UTF-8, which Windows-1252 and UTF-16 are not; save the"
                    + " file as UTF-8");
        }
        return read.replaceFirst("^\uFEFF", "").replace("\r\n", "\n");
    }
}
