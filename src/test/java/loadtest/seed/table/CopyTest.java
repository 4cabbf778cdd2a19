package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyTest {
    @Test
    void writesTheTextFormatOfCopy() {
        assertThat(Copy.line(Stream.of(null, "tab\t back\\ line\n return\r", "", "1")))
                .isEqualTo("\\N\ttab\\t back\\\\ line\\n return\\r\t\t1\n");
    }

    @Test
    void keepsALeadingEmptyText() {
        assertThat(Copy.line(Stream.of("", "x"))).isEqualTo("\tx\n");
    }
}
