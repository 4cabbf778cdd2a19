package loadtest.report.text;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.nio.charset.Charset;
import loadtest.settings.Failure;
import loadtest.settings.ForeignText;
import loadtest.settings.Mask;

/**
 * Writes the lines that the engine and the libraries log from their own threads. The engine logs a whole request, with
 * its headers, when an answer makes it stumble: every secret is masked here, and of what was thrown only its last
 * cause is told, unless {@code PERF_DEBUG} asks for the stack trace.
 *
 * <p>{@code logback-test.xml} names this class; its pattern ends without a line feed and with {@code %nopex}.
 */
public final class MaskedLog extends PatternLayoutEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        var text = layout.doLayout(event).stripTrailing() + thrown(event.getThrowableProxy());
        return (ForeignText.lines(Mask.current().in(text)) + System.lineSeparator()).getBytes(charset());
    }

    private static String thrown(IThrowableProxy thrown) {
        if (thrown == null) {
            return "";
        }
        if (Failure.traces()) {
            return System.lineSeparator() + ThrowableProxyUtil.asString(thrown).stripTrailing();
        }
        var cause = thrown;
        while (cause.getCause() != null && !cause.isCyclic()) {
            cause = cause.getCause();
        }
        var name = cause.getClassName().substring(cause.getClassName().lastIndexOf('.') + 1);
        return " (" + name
                + (cause.getMessage() == null ? "" : ": " + cause.getMessage().strip()) + ")";
    }

    private Charset charset() {
        return getCharset() == null ? Charset.defaultCharset() : getCharset();
    }
}
