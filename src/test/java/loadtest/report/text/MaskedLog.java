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
 * Encodes the log lines of the engine and the libraries. The engine logs a whole request, with its headers, when it
 * cannot process an answer, so every secret is masked here. Of an exception only the root cause is logged, unless {@code
 * PERF_DEBUG} asks for the stack trace.
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
