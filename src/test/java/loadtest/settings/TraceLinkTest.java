package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLinkTest {

    @Test
    void leadsToOneRequest() {
        var link = TraceLink.parse("PERF_TRACE_LINK", "https://logs.example.com/#/q={id}&from={from}&to={to}");

        assertThat(link.to("run-17 a", 1_000_000, 250))
                .isEqualTo("https://logs.example.com/#/q=run-17+a&from=940000&to=1060250");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://logs.example.com/search",
                "javascript:alert('{id}')",
                "https://user:s3cret-word@logs.example.com/{id}",
                "https:///{id}",
                "https://logs.example.com/{id}?q={s3cret-word}",
                "/search?q={id}"
            })
    void whatIsNoLinkStopsARunInOneLine(String text) {
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_TRACE_LINK", text)))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("PERF_TRACE_LINK", "{id}")
                .hasMessageNotContaining("s3cret-word");
    }

    @Test
    void theHeaderIsOneOfTwo() {
        assertThat(Settings.of(Map.of()).tracing().header()).isEqualTo(TraceHeader.REQUEST_ID);
        assertThat(Settings.of(Map.of("PERF_TRACE_HEADER", "Traceparent"))
                        .tracing()
                        .header())
                .isEqualTo(TraceHeader.TRACEPARENT);
        assertThatThrownBy(() -> Settings.of(Map.of("PERF_TRACE_HEADER", "b3")))
                .hasMessageContainingAll("PERF_TRACE_HEADER", "b3", "x-request-id or traceparent");
        assertThatThrownBy(() -> Settings.of(Map.of(
                        "PERF_TRACE_HEADER", "traceparent", "PERF_STATIC_HEADERS", "{\"TraceParent\":\"00-1-2-00\"}")))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("PERF_TRACE_HEADER", "PERF_STATIC_HEADERS");
    }
}
