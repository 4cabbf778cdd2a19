package loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import loadtest.settings.TraceHeader;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

    @Test
    void aRequestIdIsTheRunAndANumber() {
        var ids = new RequestIds(TraceHeader.REQUEST_ID, "20300131T120000-3fa9c2");

        assertThat(ids.header()).isEqualTo("x-request-id");
        assertThat(ids.value(ids.next())).isEqualTo("20300131T120000-3fa9c2-1");
        assertThat(ids.value(ids.next())).isEqualTo("20300131T120000-3fa9c2-2");
    }

    /** As https://www.w3.org/TR/trace-context/ has it. */
    @Test
    void aTraceIsOfTheRunAloneAndNeverZero() {
        var ids = new RequestIds(TraceHeader.TRACEPARENT, "20300131T120000-3fa9c2");
        var others = new RequestIds(TraceHeader.TRACEPARENT, "20300131T120001-3fa9c2");
        var all = IntStream.range(0, 100).mapToObj(n -> ids.next()).toList();

        assertThat(all).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(ids.value(all.get(16))).isEqualTo("00-" + all.get(16) + "-0000000000000011-01");
        assertThat(others.next().substring(0, 16)).isNotEqualTo(all.get(0).substring(0, 16));
    }
}
