package loadtest.settings;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * Standard error, to which the engine, the libraries and the JVM write, with secrets masked. Lines of a stack trace are
 * left out unless {@code PERF_DEBUG} asks for them. A line is held back until it is complete, since half a secret would
 * not be found.
 */
public final class MaskedErrors extends OutputStream {
    private static final Pattern TRACE = Pattern.compile(
            "\\s+at \\S+\\(.*\\)( ~?\\[.*])?|\\s*\\.\\.\\. \\d+ (more|common frames omitted)|\\s*(Caused by|Suppressed): .*"
                    + "|\\s+\\[CIRCULAR REFERENCE: .*");

    private final PrintStream out;
    private final Charset charset;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private MaskedErrors(PrintStream out, Charset charset) {
        this.out = out;
        this.charset = charset;
    }

    /** From now on, in a process of ours alone. */
    public static synchronized void install() {
        if (!(System.err instanceof Masked)) {
            System.setErr(before(System.err, charset()));
        }
    }

    static PrintStream before(PrintStream out, Charset charset) {
        return new Masked(out, charset);
    }

    @Override
    public synchronized void write(int octet) {
        line.write(octet);
        if (octet == '\n') {
            pass(line.toString(charset));
            line.reset();
        }
    }

    private void pass(String text) {
        if (Failure.traces() || !TRACE.matcher(text.stripTrailing()).matches()) {
            var masked = ForeignText.lines(Mask.current().in(text)).getBytes(charset);
            out.write(masked, 0, masked.length);
            out.flush();
        }
    }

    /** What Java writes in: each release from 18 on names it in a property of its own. */
    private static Charset charset() {
        var name = System.getProperty("stderr.encoding", System.getProperty("sun.stderr.encoding"));
        return name == null || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
    }

    /** By its type it is known that it stands there already. */
    private static final class Masked extends PrintStream {
        Masked(PrintStream out, Charset charset) {
            super(new MaskedErrors(out, charset), true, charset);
        }
    }
}
