package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import loadtest.settings.Mask;
import loadtest.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine's log of a request passes through the encoder that the project's logging configuration names. */
class MaskedLogTest {
    private static final String CANARY = "canary/of the \"log\"";
    private static final Map<String, String> SECRETS = Map.of(
            "BRIDGE_SHARED_SECRET",
            CANARY,
            "PERF_BEARER_TOKEN",
            "canary-token",
            "SUPABASE_SERVICE_ROLE_KEY",
            "canary-key");

    private ConsoleAppender<ILoggingEvent> console;
    private LoggerContext context;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void readTheConfiguration() throws Exception {
        Mask.of(Settings.of(SECRETS)).use();
        context = new LoggerContext();
        var reader = new JoranConfigurator();
        reader.setContext(context);
        reader.doConfigure(MaskedLogTest.class.getResource("/logback-test.xml"));
        console = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("CONSOLE");
    }

    @Test
    void aRequestWithAllItsHeaders() {
        var basic = Base64.getEncoder().encodeToString("service_role:canary-key".getBytes());
        var line = logged("""
                Request 'redeem' failed:
                headers:
                \tx-bridge-secret: %s
                \tAuthorization: Bearer canary-token
                \tauthorization: Basic %s
                \tCookie: session=canary
                \tx-minted: eyJhbGciOiJIUzI1NiJ9.canary.canary
                body: {"secret":"canary\\/of the \\"log\\"","next":"canary%%2Fof+the+%%22log%%22"}""".formatted(CANARY, basic), null);

        assertThat(line)
                .contains("x-bridge-secret: ***", "Bearer ***", "Basic ***", "Cookie: ***", "\"next\":\"***\"")
                .doesNotContain("canary", basic);
    }

    @Test
    void whatWasThrownIsToldInTheSameLine() {
        var line = logged("crashed", new IllegalStateException("outer", new NumberFormatException("of " + CANARY)));

        assertThat(line).endsWith("crashed (NumberFormatException: of ***)" + System.lineSeparator());
        assertThat(line.lines()).hasSize(1);
    }

    private String logged(String message, Throwable thrown) {
        var event = new LoggingEvent(
                "",
                context.getLogger("io.gatling.http"),
                Level.ERROR,
                message,
                thrown,
                List.of().toArray());
        return new String(console.getEncoder().encode(event), Charset.defaultCharset());
    }
}
