package loadtest.seed.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyRowsTest {
    @Test
    void writesTheTextFormatOfCopy() {
        assertThat(CopyRows.line(Stream.of(null, "tab\t back\\ line\n return\r", "", "1")))
                .isEqualTo("\\N\ttab\\t back\\\\ line\\n return\\r\t\t1\n");
    }

    @Test
    void keepsALeadingEmptyText() {
        assertThat(CopyRows.line(Stream.of("", "x"))).isEqualTo("\tx\n");
    }
}
